using System.Text;
using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>What an event's data say about objects, see <see cref="CaseMove"/> and <see cref="TaskMove"/>. Each is null when they do not say it, or not as it should be said.</summary>
internal sealed class OcelFacts(DataLeaves data)
{
    private char[] _scratch = new char[64];

    public string? StageBefore => Text("data.moved.stage.0"u8);

    public string? Stage => Text("data.moved.stage.1"u8);

    public string? Result => Text("data.moved.result"u8);

    public string? RegistrationNumber => Text("data.moved.registrationNumber"u8);

    public string? Task => Text("data.task.id"u8);

    public string? Status => Text("data.task.after.status"u8);

    public string? Assignee => Text("data.task.after.assignee"u8);

    public string? TaskAction => Text("data.task.after.action"u8);

    public string? DueAt => Raw("data.task.after.due"u8, LeafKind.Time);

    public string? Document => Text("data.document"u8);

    public string? DocumentKind => Text("data.kind"u8);

    public string? MediaType => Text("data.mediaType"u8);

    public string? Bytes => Raw("data.bytes"u8, LeafKind.Integer);

    public string? Sha256 => Text("data.sha256"u8);

    private string? Text(ReadOnlySpan<byte> key)
        => data.TryFind(key, out var leaf) && leaf.Kind is LeafKind.Text or LeafKind.Time ? WellFormed.Of(new(JsonText.Unescape(leaf.Raw, ref _scratch))) : null;

    private string? Raw(ReadOnlySpan<byte> key, LeafKind kind) => data.TryFind(key, out var leaf) && leaf.Kind == kind ? Encoding.UTF8.GetString(leaf.Raw) : null;
}
