using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People.Branches;

/// <summary>The branch offices of an association.</summary>
internal sealed class BranchDesk(UnitOfWork unitOfWork, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    /// <summary>Characters a branch's name may have.</summary>
    public const int LongestName = 100;

    private static readonly Refusal NameRequired = new(RefusalKind.RuleBroken, "name-required", new(
        $"اكتب اسم الفرع بالعربية والإنجليزية، في {LongestName} حرف على الأكثر.", $"Give the branch a name in Arabic and English of at most {LongestName} letters.")) { Field = "nameArabic" };

    private static readonly Refusal NameTaken = new(RefusalKind.Conflict, "branch-exists", new("يوجد فرع بهذا الاسم.", "There is a branch of that name already.")) { Field = "nameArabic" };

    /// <summary>Those that work, by name; closed ones last.</summary>
    public async Task<IReadOnlyList<BranchRow>> AllAsync(string association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return [.. (await context.Branches.Where(row => row.AssociationKey == association).ToListAsync(ct)).OrderBy(row => row.ClosedAt is not null).ThenBy(row => row.NameAr, StringComparer.Ordinal)];
    }

    /// <summary>Opens one. Refuses <c>name-required</c> and <c>branch-exists</c>, so running it again changes nothing.</summary>
    public Task<Outcome<string>> OpenAsync(string association, LocalizedText name, CancellationToken ct) => unitOfWork.WriteAsync<string>(async (tx, token) =>
    {
        var (arabic, english) = (name.Arabic.Trim(), name.English.Trim());
        if (arabic.Length is 0 or > LongestName || english.Length is 0 or > LongestName)
        {
            return NameRequired;
        }

        await using var context = await tx.JoinAsync(token);
        var folded = ArabicText.Fold(arabic);
        if ((await context.Branches.Where(row => row.AssociationKey == association && row.ClosedAt == null).Select(row => row.NameAr).ToListAsync(token)).Exists(known => ArabicText.Fold(known) == folded))
        {
            return NameTaken;
        }

        var row = new BranchRow { AssociationKey = association, Id = Guid.CreateVersion7().ToString("N"), NameAr = arabic, NameEn = english };
        context.Branches.Add(row);
        await context.SaveChangesAsync(token);
        return row.Id;
    }, ct);

    /// <summary>Gives one up; its cases and people stay as they are. Closing it twice changes nothing.</summary>
    public Task<Outcome<string>> CloseAsync(string association, string id, CancellationToken ct) => unitOfWork.WriteAsync<string>(async (tx, token) =>
    {
        await using var context = await tx.JoinAsync(token);
        if (await context.Branches.SingleOrDefaultAsync(row => row.AssociationKey == association && row.Id == id, token) is { } row)
        {
            row.ClosedAt ??= clock.GetUtcNow();
            await context.SaveChangesAsync(token);
        }

        return id;
    }, ct);
}
