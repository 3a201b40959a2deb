using System.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>Texts as they will be read: what differs only in halves of surrogate pairs, which UTF-8 cannot hold, is one and the same in the file.</summary>
internal static class WellFormed
{
    public static string Of(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
