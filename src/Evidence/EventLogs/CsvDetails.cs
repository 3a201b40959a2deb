using System.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>An event's data in one cell, for people: <c>task.after.status=Claimed; task.id=…</c>. What a program should read is in the other formats.</summary>
internal sealed class CsvDetails(bool includeReasons)
{
    private const string Root = "data.";

    private readonly DataLeaves _leaves = new(includeReasons);
    private readonly StringBuilder _text = new();
    private char[] _scratch = new char[256];

    /// <summary>Empty where there is nothing to tell.</summary>
    public string Of(string? data)
    {
        _leaves.Read(data);
        _text.Clear();
        for (var i = 0; i < _leaves.Count; i++)
        {
            var leaf = _leaves[i];
            var key = JsonText.Unescape(leaf.Key, ref _scratch);
            _text.Append(i == 0 ? "" : "; ").Append(key.StartsWith(Root, StringComparison.Ordinal) ? key[Root.Length..] : key).Append('=').Append(JsonText.Unescape(leaf.Raw, ref _scratch));
        }

        return _leaves.IsReadable || !includeReasons ? _text.ToString() : data!;
    }
}
