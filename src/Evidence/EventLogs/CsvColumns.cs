using System.Globalization;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>The columns, in their order: what a reader looks for first, then what the case is, then what only a check needs.</summary>
internal sealed class CsvColumns(EventLog log, string? language, TimeSpan offset)
{
    private readonly CsvDetails _details = new(log.IncludeReasons);

    public void WriteHeader(CsvOutput output)
    {
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        var zone = string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{offset:hh\\:mm}");
        Head(output, "رقم الحالة", "Case number");
        Head(output, "رقم الحدث", "Event number");
        Head(output, $"الوقت ({zone})", $"Time ({zone})");
        Head(output, "الحدث", "Event");
        Head(output, "الخطوة", "Step");
        Head(output, "الفاعل", "Actor");
        Head(output, "نيابةً عن", "On behalf of");
        Head(output, "الدور", "Role");
        if (log.IncludeReasons)
        {
            Head(output, "السبب", "Reason");
        }

        Head(output, "البند", "Clause");
        Head(output, "التفاصيل", "Details");
        Head(output, "الخدمة", "Service");
        Head(output, "قناة الطلب", "Channel of the request");
        Head(output, "الفرع", "Branch");
        Head(output, "المرحلة الآن", "Stage now");
        Head(output, "النتيجة", "Result");
        Head(output, "رقم التسجيل", "Registration number");
        Head(output, "تعريف سير العمل", "Workflow definition");
        Head(output, "الإصدار", "Version");
        Head(output, "اسم الحدث في النظام", "Event, as the system names it");
        Head(output, "معرّف الخطوة", "Step id");
        Head(output, "طريق وصول الحدث", "Way the event came in");
        Head(output, "معرّف الحالة", "Case id");
        Head(output, "بصمة الحدث", "Hash");
        output.EndLine();
    }

    public void Write(CsvOutput output, LoggedCase of, CaseEvent one)
    {
        output.Text(of.Number);
        output.Number(one.Seq);
        output.Text(one.At.ToOffset(offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        output.Text(In(log.Names.Action(one.Action)) ?? one.Action);
        Cell(output, one.ActivityId is null ? null : In(log.Names.Step(one.DefinitionVersion, one.ActivityId)) ?? one.ActivityId);
        output.Text(one.Actor);
        Cell(output, one.OnBehalfOf);
        Cell(output, one.Role is null ? null : In(log.Names.Role(one.Role)) ?? one.Role);
        if (log.IncludeReasons)
        {
            Cell(output, one.Reason);
        }

        Cell(output, one.Clause);
        Cell(output, _details.Of(one.Data));
        WriteCase(output, of);
        WriteVersion(output, of, one.DefinitionVersion);
        output.Text(one.Action);
        Cell(output, one.ActivityId);
        Cell(output, one.Channel);
        output.Text(of.Id);
        output.Text(one.Hash);
        output.EndLine();
    }

    private void WriteCase(CsvOutput output, LoggedCase of)
    {
        output.Text(of.Service);
        output.Text(of.Channel);
        Cell(output, of.Branch);
        output.Text(of.Stage.Name().In(language));
        Cell(output, In(of.Result?.Name()));
        Cell(output, of.RegistrationNumber);
    }

    private void WriteVersion(CsvOutput output, LoggedCase of, string? version)
    {
        if (version is not null && log.Definitions.TryGetValue(version, out var known))
        {
            output.Text(known.DefinitionId);
            output.Number(known.Number);
        }
        else
        {
            output.Text(of.DefinitionId);
            Cell(output, version);
        }
    }

    private void Head(CsvOutput output, string arabic, string english) => output.Text(new LocalizedText(arabic, english).In(language));

    private string? In(LocalizedText? text) => text?.In(language);

    private static void Cell(CsvOutput output, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            output.Nothing();
        }
        else
        {
            output.Text(text);
        }
    }
}
