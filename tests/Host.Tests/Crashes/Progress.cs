using System.Globalization;
using Xunit.Abstractions;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>What a long run has to say: to the test's report, which is seen at its end, and at once to the file that <c>tests/endurance</c> shows.</summary>
internal sealed class Progress(ITestOutputHelper report)
{
    private static readonly string? Seen = Environment.GetEnvironmentVariable("CASEWORKFLOWS_PROGRESS");

    public void Say(FormattableString text)
    {
        var line = text.ToString(CultureInfo.InvariantCulture);
        report.WriteLine(line);
        if (Seen is not null)
        {
            File.AppendAllText(Seen, line + "\n");
        }
    }
}
