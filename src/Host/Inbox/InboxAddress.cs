using System.Globalization;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Http.Extensions;

namespace CaseWorkflows.Host.Inbox;

/// <summary>What an inbox's address says: everything the page shows is in it, so that it can be sent to a colleague or kept as a bookmark.</summary>
public sealed record InboxAddress(TaskScope Scope, InboxFilter Filter, int Page = 1)
{
    public const int PageSize = 25;

    private const string Root = "/inbox";

    internal Paging Paging => Paging.Of(Page, PageSize);

    /// <summary>True when the list is narrowed by more than the association.</summary>
    public bool IsNarrowed => Filter != new InboxFilter { Association = Filter.Association };

    /// <summary>What cannot be read is left out; fields sent empty are no filter.</summary>
    public static InboxAddress Read(IQueryCollection query, string? association)
    {
        var filter = new InboxFilter
        {
            Association = association,
            Step = Given("step"),
            Role = Given("role"),
            Service = Given("service"),
            Channel = Given("channel"),
            Overdue = Given("overdue") == "true",
            Priority = int.TryParse(Given("priority"), NumberStyles.None, CultureInfo.InvariantCulture, out var priority) ? priority : null,
            Assignee = Given("assignee"),
            Number = Given("number"),
        };
        var page = int.TryParse(Given("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return new(TaskScopes.TryRead(Given("scope"), out var scope) ? scope : TaskScope.Mine, filter, page);

        string? Given(string name) => query[name] is [{ } value, ..] && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    /// <summary>The address, the association included: another tab may have chosen another one since.</summary>
    public override string ToString()
    {
        var query = new QueryBuilder();
        Add(DeskScope.Parameter, Filter.Association);
        Add("scope", Scope.KeyOf());
        Add("step", Filter.Step);
        Add("role", Filter.Role);
        Add("service", Filter.Service);
        Add("channel", Filter.Channel);
        Add("overdue", Filter.Overdue ? "true" : null);
        Add("priority", Filter.Priority?.ToString(CultureInfo.InvariantCulture));
        Add("assignee", Filter.Assignee);
        Add("number", Filter.Number);
        Add("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        return Root + query;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }
    }

    /// <summary>The same list without one of its filters, or with all of them gone; from its first page.</summary>
    public InboxAddress With(Func<InboxFilter, InboxFilter> change) => this with { Filter = change(Filter), Page = 1 };

    /// <summary>Another list, narrowed by nothing.</summary>
    public InboxAddress Only(TaskScope scope) => new(scope, new() { Association = Filter.Association });
}
