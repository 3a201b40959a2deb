using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tests.Text;

public sealed class MentionsTests
{
    [Theory]
    [InlineData("@sara", "sara")]
    [InlineData("راجع يا @sara.", "sara")]
    [InlineData("إلى@sara و@omar-2، من فضلكم", "sara omar-2")]
    [InlineData("@a.b_c+d @a.b_c+d", "a.b_c+d")]
    [InlineData("@Sara @sara", "Sara")]
    [InlineData("(@sara)", "sara")]
    [InlineData("@sara@example.org", "sara@example.org")]
    [InlineData("sara@example.org", "")]
    [InlineData("@ @. @سارة", "")]
    [InlineData("", "")]
    public void People_are_named_by_their_user_names(string text, string names) => Assert.Equal(names, string.Join(' ', Mentions.In(text)));

    [Fact]
    public void A_text_of_signs_names_nobody_and_ends() => Assert.Empty(Mentions.In(new string('@', 10_000)));
}
