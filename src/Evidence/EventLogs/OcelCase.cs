using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// A case with its tasks and documents as its events tell of them. Data somebody tampered with may say anything where an id or a status should be; what is no text
/// there is passed over. What the events do not tell, such as the stage of a case older than <see cref="CaseMove"/>, stands with the time of the last of them.
/// </summary>
internal sealed class OcelCase(LoggedCase one)
{
    private readonly Dictionary<string, TimedValues> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimedValues> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _versions = new(StringComparer.Ordinal);

    public TimedValues Values { get; } = new();

    public IReadOnlyDictionary<string, TimedValues> Tasks => _tasks;

    public IReadOnlyDictionary<string, TimedValues> Documents => _documents;

    public IReadOnlySet<string> Versions => _versions;

    /// <summary>What never changes about the case.</summary>
    public void Begin()
    {
        var always = OcelObjectWriter.Always;
        Values.Set("number", always, one.Number);
        Values.Set("service", always, one.Service);
        Values.Set("channel", always, one.Channel);
        Values.Set("branch", always, one.Branch);
        Values.Set("definition", always, one.DefinitionId);
        Values.Set("openedAt", always, Instant.ToText(one.OpenedAt));
    }

    public void Take(CaseEvent next, OcelFacts facts)
    {
        if (next.DefinitionVersion is not null)
        {
            _versions.Add(WellFormed.Of(next.DefinitionVersion));
        }

        Values.Set("stage", one.OpenedAt, Values.Last("stage") is null ? facts.StageBefore : null);
        Values.Set("stage", next.At, facts.Stage);
        Values.Set("result", next.At, facts.Result);
        Values.Set("registrationNumber", next.At, facts.RegistrationNumber);
        if (facts.Task is not null)
        {
            TakeTask(next, facts, Of(_tasks, facts.Task));
        }

        if (facts.Document is not null)
        {
            TakeDocument(facts, Of(_documents, facts.Document));
        }
    }

    /// <summary>What is so now, where no event told it.</summary>
    public void End()
    {
        var last = one.Events is [.., var newest] ? newest.At : one.OpenedAt;
        Values.Set("stage", Values.Last("stage") is null && CaseAsOf.IsTold(one.Events) ? one.OpenedAt : last, one.Stage.ToString());
        Values.Set("result", one.ClosedAt ?? last, one.Result?.ToString());
        Values.Set("registrationNumber", last, one.RegistrationNumber);
        if (one.ClosedAt is { } closed)
        {
            Values.Set("closedAt", closed, Instant.ToText(closed));
        }
    }

    private static void TakeTask(CaseEvent next, OcelFacts facts, TimedValues task)
    {
        if (task.Last("step") is null)
        {
            task.Set("step", OcelObjectWriter.Always, next.ActivityId);
            task.Set("stepType", OcelObjectWriter.Always, next.ActivityType);
        }

        if (facts.Status is not null)
        {
            task.Set("status", next.At, facts.Status);
            task.SetOrEmpty("assignee", next.At, facts.Assignee);
            task.SetOrEmpty("action", next.At, facts.TaskAction);
            task.Set("dueAt", next.At, facts.DueAt);
        }
    }

    private static void TakeDocument(OcelFacts facts, TimedValues document)
    {
        if (document.IsEmpty)
        {
            document.Set("kind", OcelObjectWriter.Always, facts.DocumentKind);
            document.Set("mediaType", OcelObjectWriter.Always, facts.MediaType);
            document.Set("bytes", OcelObjectWriter.Always, facts.Bytes);
            document.Set("sha256", OcelObjectWriter.Always, facts.Sha256);
        }
    }

    private static TimedValues Of(Dictionary<string, TimedValues> objects, string id)
    {
        if (!objects.TryGetValue(id, out var values))
        {
            objects.Add(id, values = new());
        }

        return values;
    }
}
