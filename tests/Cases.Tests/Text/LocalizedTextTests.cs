using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tests.Text;

public sealed class LocalizedTextTests
{
    [Theory]
    [InlineData("استقبال المستفيد", "Receive the person")]
    [InlineData("Meet them", "Meet them")]
    [InlineData("Réception", "Réception")]
    [InlineData("2026 – 1", "2026 – 1")]
    [InlineData("مقابلة (visit)", "Receive the person")]
    public void What_a_designer_wrote_in_Arabic_is_called_by_its_kind_in_English(string written, string english)
    {
        var text = LocalizedText.Written(written, "Receive the person");

        Assert.Equal((written, english), (text.In("ar"), text.In("en-GB")));
    }
}
