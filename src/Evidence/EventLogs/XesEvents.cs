using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>Events of XES. What an event does not have has no attribute, save the global ones, which every event has.</summary>
internal sealed class XesEvents(XesOutput output, EventLog log)
{
    private readonly DataLeaves _leaves = new(log.IncludeReasons);
    private readonly XesData _data = new(output, log.IncludeReasons);
    private readonly TaskLifecycle _lifecycle = new();
    private readonly Kept<string, byte[]> _actions = new(action => Names("cw:name"u8, log.Names.Action(action) ?? LocalizedText.Same(action)));
    private readonly Kept<(string?, string), byte[]> _steps = new(step => log.Names.Step(step.Item1, step.Item2) is { } name ? Names("cw:step"u8, name) : []);
    private char[] _scratch = new char[64];

    public void Begin() => _lifecycle.Begin();

    public void Write(CaseEvent one)
    {
        _leaves.Read(one.Data);
        var task = _leaves.TryFind("data.task.id"u8, out var leaf) && leaf.Kind == LeafKind.Text ? JsonText.Unescape(leaf.Raw, ref _scratch).ToString() : null;

        output.Bytes.Raw("<event>"u8);
        output.Text("concept:name"u8, one.Action);
        output.TextOrNothing("concept:instance"u8, task);
        output.Token("string"u8, "lifecycle:transition"u8, _lifecycle.Transition(one, _leaves, task));
        output.Time("time:timestamp"u8, one.At);
        output.Text("org:resource"u8, one.Actor);
        output.TextOrNothing("org:role"u8, one.Role);
        output.Text("cw:activity"u8, TaskLifecycle.IsOfStep(one.Action) ? one.ActivityId ?? one.Action : one.Action);
        output.Bytes.Raw(_actions[one.Action]);
        WriteProcedure(one);
        output.TextOrNothing("cw:onBehalfOf"u8, one.OnBehalfOf);
        output.TextOrNothing("cw:channel"u8, one.Channel);
        output.TextOrNothing("cw:reason"u8, log.IncludeReasons ? one.Reason : null);
        output.Number("cw:seq"u8, one.Seq);
        output.Text("cw:hash"u8, one.Hash);
        output.Text("cw:previousHash"u8, one.PreviousHash);
        _data.Write(_leaves, one.Data);
        output.Bytes.Raw("</event>\n"u8);
    }

    private void WriteProcedure(CaseEvent one)
    {
        output.TextOrNothing("cw:stepType"u8, one.ActivityType);
        if (one.ActivityId is not null)
        {
            output.Text("cw:step"u8, one.ActivityId);
            output.Bytes.Raw(_steps[(one.DefinitionVersion, one.ActivityId)]);
        }

        output.TextOrNothing("cw:clause"u8, one.Clause);
        if (one.DefinitionVersion is not null)
        {
            output.Text("cw:definitionVersion"u8, one.DefinitionVersion);
            if (log.Definitions.TryGetValue(one.DefinitionVersion, out var definition))
            {
                output.Text("cw:definition"u8, definition.DefinitionId);
                output.Number("cw:version"u8, definition.Number);
            }
        }
    }

    /// <summary>A name in both languages, as the attributes are written.</summary>
    private static byte[] Names(ReadOnlySpan<byte> key, LocalizedText name)
    {
        using var made = new Utf8Output(Stream.Null);
        var attributes = new XesOutput(made);
        attributes.Text([.. key, .. ".ar"u8], name.Arabic);
        attributes.Text([.. key, .. ".en"u8], name.English);
        return made.Written.ToArray();
    }
}
