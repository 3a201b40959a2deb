using CaseWorkflows.Cases.Files;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Policies;

/// <summary>One clause of a policy.</summary>
/// <param name="Id">One of <see cref="ClauseIds"/>, or an association's own.</param>
/// <param name="Number">Its number on paper, such as <c>5.2</c>.</param>
/// <param name="Section">The heading it stands under.</param>
/// <param name="Text">The rule in the product's own words.</param>
/// <param name="FulfilledBy">Activity types that carry it out; empty for a clause no step of the procedure fulfils.</param>
public sealed record PolicyClause(string Id, string Number, LocalizedText Section, LocalizedText Text, IReadOnlyList<string> FulfilledBy);

/// <summary>An association's approved policy for relations with its people, read once from <c>policy.json</c>.</summary>
/// <param name="Association">The key of the association it belongs to.</param>
/// <param name="Title">What the document is called.</param>
/// <param name="Clauses">In the order of the document; at least one, each id once.</param>
/// <param name="Rules">What the policy guard proves of every version before it is published; each names its clause.</param>
public sealed record Policy(string Association, LocalizedText Title, IReadOnlyList<PolicyClause> Clauses, IReadOnlyList<PolicyRule> Rules)
{
    private const string InvalidCode = "policy-file-invalid";

    /// <summary>Reads <c>policy.json</c>.</summary>
    /// <returns>
    /// The policy, or <c>policy-file-invalid</c>: its field is the JSON path of the first fault, its facts list all of them under <c>faults</c>.
    /// </returns>
    public static Outcome<Policy> Parse(ReadOnlyMemory<byte> json) => FileReading.Read(json, InvalidCode, Read);

    /// <summary>The clause with that id, or null when there is none.</summary>
    public PolicyClause? Find(string? id) => Clauses.FirstOrDefault(clause => clause.Id == id);

    /// <summary>
    /// The clause under which the activity's doings are written to the history: the step of the procedure that asks for it, or else the first
    /// clause it fulfils, or null when it fulfils none.
    /// </summary>
    /// <param name="activityTypeName">The full type name, such as <c>CaseWorkflows.ReceiveBeneficiary</c>.</param>
    public PolicyClause? ClauseFor(string? activityTypeName)
    {
        var fulfilled = ClausesFor(activityTypeName);
        var step = fulfilled.FirstOrDefault(clause => clause.Id.StartsWith(ClauseIds.ProcedurePrefix, StringComparison.Ordinal));
        return step ?? (fulfilled.Count == 0 ? null : fulfilled[0]);
    }

    /// <summary>Every clause that the activity type fulfils, in the order of the document; empty when there is none.</summary>
    /// <param name="activityTypeName">The full type name, such as <c>CaseWorkflows.ReceiveBeneficiary</c>.</param>
    public IReadOnlyList<PolicyClause> ClausesFor(string? activityTypeName) =>
        activityTypeName is null ? [] : [.. Clauses.Where(clause => clause.FulfilledBy.Contains(activityTypeName, StringComparer.Ordinal))];

    private static Policy Read(FileObject file)
    {
        var clauses = file.Objects("clauses", Clause);
        file.NoneTwice("clauses", clauses.Select(clause => clause.Id));
        if (clauses.Count == 0)
        {
            file.Fault("clauses", "يجب أن تحتوي السياسة على بند واحد على الأقل", "must hold at least one clause");
        }

        return new(file.Text("association"), file.Localized("title"), clauses, PolicyRuleReading.ReadAll(file, [.. clauses.Select(clause => clause.Id)]));
    }

    private static PolicyClause Clause(FileObject clause)
    {
        if (clause.ObjectOrNull("rule") is not null)
        {
            clause.Fault("rule", "تُكتب القواعد في القائمة rules، وتذكر كل قاعدة بندها", "must stand in the list rules, where each rule names its clause");
        }

        return new(clause.Text("id"), clause.Text("number"), clause.Localized("section"), clause.Localized("text"), clause.Texts("fulfilledBy"));
    }
}
