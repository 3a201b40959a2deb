using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// What stands before the traces of a log of XES. Extensions, globals, classifiers and only then the log's own attributes: the schema of IEEE 1849-2016 put
/// those first by mistake, the revision of 2023 has them here, where its text and every tool had them from the beginning. Neither schema names a target namespace;
/// the one written here is the one files of XES have always had. Names of classifiers are NCNames, so without blanks.
/// </summary>
internal static class XesHeader
{
    /// <summary>The attributes every trace and every event has, with the value the standard wants for one that would not (4.3).</summary>
    private const string Globals = """
        <global scope="trace">
        <string key="concept:name" value=""/><id key="identity:id" value="00000000-0000-0000-0000-000000000000"/><string key="cw:caseId" value=""/>
        <string key="cw:association" value=""/><string key="cw:service" value=""/><string key="cw:channel" value=""/><string key="cw:stage" value=""/>
        <date key="cw:openedAt" value="1970-01-01T00:00:00.0000000Z"/><string key="cw:definition" value=""/>
        </global>
        <global scope="event">
        <string key="concept:name" value=""/><string key="lifecycle:transition" value="complete"/><date key="time:timestamp" value="1970-01-01T00:00:00.0000000Z"/>
        <string key="org:resource" value=""/><string key="cw:activity" value=""/><string key="cw:name.ar" value=""/><string key="cw:name.en" value=""/>
        <int key="cw:seq" value="0"/><string key="cw:hash" value=""/><string key="cw:previousHash" value=""/>
        </global>

        """;

    private const string Extensions = """
        <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
        <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
        <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
        <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
        <extension name="Identity" prefix="identity" uri="http://www.xes-standard.org/identity.xesext"/>

        """;

    private const string Classifiers = """
        <classifier name="Activity" scope="event" keys="concept:name"/>
        <classifier name="ActivityAndTransition" scope="event" keys="concept:name lifecycle:transition"/>
        <classifier name="StepAndTransition" scope="event" keys="cw:activity lifecycle:transition"/>
        <classifier name="الحدث" scope="event" keys="cw:name.ar"/>

        """;

    public static void Write(XesOutput output, EventLog log)
    {
        output.Bytes.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1849.2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n"u8);
        output.Bytes.Raw(System.Text.Encoding.UTF8.GetBytes(Extensions + Globals + Classifiers));
        output.Text("concept:name"u8, log.Title.English);
        output.Text("lifecycle:model"u8, "standard");
        output.Text("cw:association"u8, log.Association);
        WriteNames(output, log.Names.Association(log.Association), log.Title);
        output.TimeOrNothing("cw:from"u8, log.From);
        output.TimeOrNothing("cw:until"u8, log.Until);
        if (log.Size is var (cases, events))
        {
            output.Number("cw:cases"u8, cases);
            output.Number("cw:events"u8, events);
        }

        output.Bytes.Raw("\n"u8);
    }

    private static void WriteNames(XesOutput output, LocalizedText? association, LocalizedText title)
    {
        output.TextOrNothing("cw:association.ar"u8, association?.Arabic);
        output.TextOrNothing("cw:association.en"u8, association?.English);
        output.Text("cw:title.ar"u8, title.Arabic);
        output.Text("cw:title.en"u8, title.English);
    }
}
