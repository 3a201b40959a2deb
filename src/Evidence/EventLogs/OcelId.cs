using System.Runtime.InteropServices;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// The id of an object. All objects of a log share one space of ids, so each begins with its kind. A task or document is named within its case: what an event's
/// data say of one is the case's own, and no two cases may meet in an id, whatever stands there.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="CaseId">The case it is named within; null for what is named by itself.</param>
/// <param name="Id">Its own id.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OcelId(OcelKind Kind, string? CaseId, string Id)
{
    public static OcelId Case(string id) => new(OcelKind.Case, null, id);

    public static OcelId Task(string caseId, string id) => new(OcelKind.Task, caseId, id);

    public static OcelId Document(string caseId, string id) => new(OcelKind.Document, caseId, id);

    public static OcelId Person(string id) => new(OcelKind.Person, null, id);

    public static OcelId Definition(string versionId) => new(OcelKind.Definition, null, versionId);

    public static OcelId Association(string key) => new(OcelKind.Association, null, key);

    public void Write(JsonOutput json)
    {
        json.Raw("\""u8);
        json.Raw(Kind switch
        {
            OcelKind.Case => "case:"u8,
            OcelKind.Task => "task:"u8,
            OcelKind.Document => "document:"u8,
            OcelKind.Person => "person:"u8,
            OcelKind.Definition => "definition:"u8,
            _ => "association:"u8,
        });
        if (CaseId is not null)
        {
            json.Part(Within(CaseId));
            json.Raw("/"u8);
        }

        json.Part(Id);
        json.Raw("\""u8);
    }

    /// <summary>Events have a space of ids of their own.</summary>
    public static void WriteEvent(JsonOutput json, string caseId, long seq)
    {
        json.Raw("\""u8);
        json.Part(Within(caseId));
        json.Raw("/"u8);
        json.Number(seq);
        json.Raw("\""u8);
    }

    /// <summary>Escaped as in RFC 6901: else a slash in a case's id would let two pairs of ids look alike.</summary>
    private static string Within(string caseId)
        => caseId.AsSpan().ContainsAny('/', '~') ? caseId.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal) : caseId;
}

/// <summary>The types of objects, as they are called in the log.</summary>
internal enum OcelKind
{
    /// <summary>A case.</summary>
    Case,

    /// <summary>Work that waited for a person.</summary>
    Task,

    /// <summary>A document of a case.</summary>
    Document,

    /// <summary>Whoever acted: a member of staff, a program, or the clock.</summary>
    Person,

    /// <summary>A version of a procedure.</summary>
    Definition,

    /// <summary>An association.</summary>
    Association,
}
