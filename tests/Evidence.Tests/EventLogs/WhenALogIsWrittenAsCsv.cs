using CaseWorkflows.Cases.Lifecycle;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

public sealed class WhenALogIsWrittenAsCsv
{
    [Fact]
    public void Every_event_is_a_line_of_cells_whatever_texts_stand_in_it() => Prop.ForAll(
        Samples.Cases.ToArbitrary(),
        async cases =>
        {
            var lines = await CsvReading.OfAsync(Samples.Log([.. cases.Select(one => one.Case)]));

            Assert.Equal(cases.Sum(one => one.Case.Events.Count) + 1, lines.Count);
            Assert.All(lines, line => Assert.Equal(lines[0].Count, line.Count));
            Assert.Equal(cases.SelectMany(one => one.Case.Events).Select(one => one.Hash), lines.Skip(1).Select(line => line[^1]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void No_cell_reads_as_a_formula() => Prop.ForAll(
        Samples.Cases.ToArbitrary(),
        async cases =>
        {
            var lines = await CsvReading.OfAsync(Samples.Log([.. cases.Select(one => one.Case)]));

            Assert.All(lines.SelectMany(line => line), cell => Assert.False(cell.TrimStart().FirstOrDefault() is '=' or '+' or '-' or '@' || cell is ['\t' or '\r' or '\n', ..]));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")")]
    [InlineData(" +1", "' +1")]
    [InlineData("\u200F-1", "'\u200F-1")]
    [InlineData("\uFEFF@a", "'\uFEFF@a")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\u0000=1", "'\u2400=1")]
    [InlineData("a\u0007b\u007f", "a\u2407b\u2421")]
    [InlineData("١ - ٢", "١ - ٢")]
    [InlineData("سطر\r\nوآخر، \"بين علامتين\"", "سطر\r\nوآخر، \"بين علامتين\"")]
    public async Task A_text_is_shown_as_a_text(string reason, string shown)
        => Assert.Equal(shown, Cell(await CsvReading.OfAsync(Samples.Log(Samples.Case(Samples.Event("A") with { Reason = reason }))), "Reason"));

    [Fact]
    public async Task People_read_names_and_the_time_of_their_zone()
    {
        var log = Samples.Log(Samples.Case(Samples.Event("TaskClaimed", """{"task":{"id":"t1"},"list":[1,null]}""")) with { Result = CaseResult.Served }) with
        {
            Names = new() { Action = _ => new("استُلمت المهمة", "The task was taken"), Step = (_, _) => new("التحقق", "Verification"), Role = _ => new("موظف العلاقات", "Relations officer") },
        };

        var (arabic, english) = (await CsvReading.OfAsync(log, "ar", 3), await CsvReading.OfAsync(log));

        Assert.Equal(("استُلمت المهمة", "التحقق", "موظف العلاقات", "دراسة اللجنة"), (Cell(arabic, "الحدث"), Cell(arabic, "الخطوة"), Cell(arabic, "الدور"), Cell(arabic, "المرحلة الآن")));
        Assert.Equal(("The task was taken", "Verification", "Relations officer", "Served"), (Cell(english, "Event"), Cell(english, "Step"), Cell(english, "Role"), Cell(english, "Result")));
        Assert.Equal(("2026-02-22 10:00:00", "2026-02-22 07:00:00"), (Cell(arabic, "الوقت (UTC+03:00)"), Cell(english, "Time (UTC+00:00)")));
        Assert.Equal("task.id=t1; list.0=1; list.1:json=null", Cell(english, "Details"));
        Assert.Equal(("1", "TaskClaimed"), (Cell(english, "Event number"), Cell(english, "Event, as the system names it")));
    }

    [Fact]
    public async Task Reasons_have_no_column_when_they_are_not_wanted()
    {
        var log = Samples.Log(Samples.Case() with { Events = [Samples.Event("A", """{"reason":"سرّ"}""") with { Reason = "سرّ" }, Samples.Event("B", "سرّ")] });

        var lines = await CsvReading.OfAsync(log with { IncludeReasons = false });

        Assert.DoesNotContain("Reason", lines[0]);
        Assert.DoesNotContain(lines.SelectMany(line => line), cell => cell.Contains("سرّ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_without_cases_has_its_header() => Assert.Single(await CsvReading.OfAsync(Samples.Log()));

    private static string Cell(IReadOnlyList<IReadOnlyList<string>> lines, string column) => lines[1][lines[0].ToList().IndexOf(column)];
}
