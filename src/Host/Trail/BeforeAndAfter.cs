using System.Globalization;
using System.Text.Json;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.CasePages;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Web.Pages;
using CaseWorkflows.Host.Web.Texts;

namespace CaseWorkflows.Host.Trail;

/// <summary>What an event changed, in the reader's words. Pure.</summary>
internal static class BeforeAndAfter
{
    public static IReadOnlyList<TracedChange> Of(CaseEvent line, HappeningWords words)
    {
        if (line.Data is null)
        {
            return [];
        }

        using var data = JsonDocument.Parse(line.Data);
        return [.. CaseChanges(CaseMove.Of(data.RootElement), words), .. TaskChanges(TaskMove.Of(data.RootElement), line.ActivityType, words)];
    }

    private static IEnumerable<TracedChange> CaseChanges(CaseMove? moved, HappeningWords words)
    {
        string? In(LocalizedText? text) => text?.In(words.Language);
        if (moved?.Stage is var (from, to))
        {
            yield return new("stage", In(from.Name()), In(to.Name()));
        }

        if (moved?.Result is { } result)
        {
            yield return new("result", null, In(result.Name()));
        }

        if (moved?.InformedAt is { } informed)
        {
            yield return new("informed", null, Reader.Moment(informed));
        }

        if (moved?.RegistrationNumber is { } number)
        {
            yield return new("registration", null, number);
        }
    }

    private static IEnumerable<TracedChange> TaskChanges(TaskMove? moved, string? activityType, HappeningWords words)
    {
        if (moved is null)
        {
            yield break;
        }

        var (before, after) = (moved.Before, moved.After);
        string? Status(TaskCondition? condition) => condition is null ? null : PageTexts.Get(words.Language, "trail.task." + condition.Status);
        string? Holder(TaskCondition? condition) => condition?.Assignee is { } id ? words.People.GetValueOrDefault(id)?.In(words.Language) ?? id : null;
        string? Action(TaskCondition? condition) => condition?.Action is { } name ? CaseNaming.Outcome(activityType, name).In(words.Language) : null;
        string? Due(TaskCondition? condition) => condition?.DueAt is { } due ? Reader.Moment(due) : null;
        string? Roles(TaskCondition? condition) => condition is null or { Roles.Count: 0 } ? null : string.Join(words.Language == "ar" ? "، " : ", ", condition.Roles.Select(role => CaseNaming.Role(role).In(words.Language)));
        foreach (var (what, read) in new (string, Func<TaskCondition?, string?>)[] { ("task", Status), ("holder", Holder), ("outcome", Action), ("due", Due), ("roles", Roles) })
        {
            if (read(before) is var was && read(after) is var now && was != now)
            {
                yield return new(what, was, now);
            }
        }
    }
}
