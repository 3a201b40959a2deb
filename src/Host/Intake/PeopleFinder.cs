using CaseWorkflows.Cases.Identifiers;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.Intake.Duplicates;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Intake;

/// <summary>Finds people of one association's register: by national id, mobile or name, and by what speaks for two being one. Reads only along indexes.</summary>
internal sealed class PeopleFinder(IDbContextFactory<CaseDbContext> contexts, NationalIdVault vault)
{
    /// <summary>People shown for one search; more means that more should be typed.</summary>
    public const int Most = 20;

    private const int MostDuplicates = 5;
    private const int CasesLookedAt = 60;
    private const int ShownDigits = 3;

    /// <summary>Those whose national id or mobile was typed, or whose name has the words typed; the newest first.</summary>
    public async Task<IReadOnlyList<KnownPerson>> FindAsync(CurrentCaller caller, string association, string typed, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await LoadAsync(context, caller, association, await IdsAsync(context, association, typed, ct), ct);
    }

    /// <summary>Null for an id of nobody there.</summary>
    public async Task<KnownPerson?> FindByIdAsync(CurrentCaller caller, string association, string personId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Applicants.AnyAsync(row => row.Id == personId && row.AssociationKey == association, ct) ? (await LoadAsync(context, caller, association, [personId], ct)).Single() : null;
    }

    /// <summary>
    /// Who may be the one who asks, the most likely first. Where the register knows for certain nobody is asked about: the same national id, or without one the same mobile and
    /// the same name letter by letter.
    /// </summary>
    public async Task<IReadOnlyList<PossibleDuplicate>> DuplicatesAsync(CurrentCaller caller, string association, AcceptedCase asking, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var hash = asking.NationalId is { } id ? vault.LookupHash(association, id) : null;
        if (hash is not null && await context.Applicants.AnyAsync(row => row.AssociationKey == association && row.NationalIdHash == hash, ct))
        {
            return [];
        }

        var (facts, ids) = (new PersonFacts(asking.FullName, hash, asking.Mobile, asking.DateOfBirth), await CandidatesAsync(context, association, asking, ct));
        var rows = await context.Applicants.Where(row => ids.Contains(row.Id) && row.AssociationKey == association).ToListAsync(ct);
        if (hash is null && rows.Exists(row => row.Mobile is not null && row.Mobile == asking.Mobile && row.FullName == asking.FullName))
        {
            return [];
        }

        var findings = rows.Select(row => (row.Id, Finding: DuplicateRules.Compare(facts, new(row.FullName, row.NationalIdHash, row.Mobile, row.BirthDate))))
            .Where(pair => pair.Finding is not null).OrderByDescending(pair => pair.Finding!.Strength).ThenBy(pair => pair.Id, StringComparer.Ordinal).Take(MostDuplicates)
            .ToDictionary(pair => pair.Id, pair => pair.Finding!, StringComparer.Ordinal);
        return [.. (await LoadAsync(context, caller, association, [.. findings.Keys], ct)).Select(person => new PossibleDuplicate(person, findings[person.Id]))];
    }

    private static async Task<List<string>> CandidatesAsync(CaseDbContext context, string association, AcceptedCase asking, CancellationToken ct)
    {
        var byMobile = asking.Mobile is null ? [] : await context.Applicants.Where(row => row.AssociationKey == association && row.Mobile == asking.Mobile).OrderByDescending(row => row.CreatedAt).Select(row => row.Id).Take(Most).ToListAsync(ct);
        var byName = NameBlocksSql.Of(association, asking.FoldedName) is { } sql ? await context.Database.SqlQueryRaw<string>(sql.Text, sql.Values).ToListAsync(ct) : [];
        return [.. byMobile.Concat(byName).Distinct(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> IdsAsync(CaseDbContext context, string association, string typed, CancellationToken ct)
    {
        var people = context.Applicants.Where(row => row.AssociationKey == association);
        if (Mobile.TryNormalize(typed, out var mobile))
        {
            return await people.Where(row => row.Mobile == mobile).OrderByDescending(row => row.CreatedAt).Select(row => row.Id).Take(Most).ToListAsync(ct);
        }

        if (NationalId.Check(typed).Normalized is { Length: > 0 } number && number.Any(char.IsAsciiDigit))
        {
            var hash = vault.LookupHash(association, number);
            return await people.Where(row => row.NationalIdHash == hash).Select(row => row.Id).ToListAsync(ct);
        }

        var terms = SearchTerm.Of(ArabicText.Fold(typed));
        if (terms.Count == 0 || await CaseSearch.ChooseAsync(context, association, null, terms, ct) is not { } walk)
        {
            return [];
        }

        var sql = CaseListSql.Page([walk], Paging.Of(1, CasesLookedAt));
        var cases = await context.Database.SqlQueryRaw<string>(sql.Text, sql.Values).ToListAsync(ct);
        var owners = await context.Cases.Where(row => cases.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.ApplicantId, ct);
        return [.. cases.Where(owners.ContainsKey).Select(id => owners[id]).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private async Task<IReadOnlyList<KnownPerson>> LoadAsync(CaseDbContext context, CurrentCaller caller, string association, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var rows = await context.Applicants.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var cases = (await context.Cases.Where(row => ids.Contains(row.ApplicantId)).Select(row => new { row.Id, row.ApplicantId, row.Number, row.Service, row.Channel, row.OpenedAt, row.ClosedAt }).ToListAsync(ct))
            .OrderByDescending(row => row.OpenedAt).ToLookup(row => row.ApplicantId, StringComparer.Ordinal);
        caller.Sights.Told(association, cases.SelectMany(person => person.Select(row => row.Id)));
        return [.. ids.Where(rows.ContainsKey).Select(id => new KnownPerson(
            id, rows[id].FullName, vault.Masked(rows[id].NationalIdProtected), rows[id].Mobile is { } mobile ? "•••••••" + mobile[^ShownDigits..] : null, rows[id].BirthDate,
            [.. cases[id].Where(row => row.ClosedAt is null).Select(row => new OpenCaseOf(row.Id, row.Number, row.Service))], cases[id].FirstOrDefault()?.Channel))];
    }
}
