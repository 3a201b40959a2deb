using System.Runtime.CompilerServices;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>Documents beside the content their rows name, removed ones included. A program puts nothing right here: lost content comes from a backup.</summary>
internal sealed class DocumentWatch : Watch
{
    private const int AtOnce = 500;

    /// <summary>True for content in the state this watch is about.</summary>
    public required Func<string, CancellationToken, Task<bool>> IsWrong { get; init; }

    /// <summary>The questions about a folder.</summary>
    public static IReadOnlyList<Watch> Over(DocumentFolder folder) =>
    [
        new DocumentWatch
        {
            Code = "document-without-content",
            Sentence = new("مستند في ملف حالة لا محتوى له في مجلد المستندات.", "A case's file names a document whose content is not in the documents folder."),
            Remedy = new("استعد الملف من نسخة احتياطية.", "A person must look: the file has to come from a backup."),
            IsWrong = (hash, _) => Task.FromResult(!File.Exists(folder.PathOf(hash))),
        },
        new DocumentWatch
        {
            Code = "document-content-differs",
            Sentence = new("محتوى مستند تغيّر بعد حفظه.", "The content of a document is not what was put in."),
            Remedy = new("استعد الملف من نسخة احتياطية؛ ولا يُفتح حتى ذلك.", "A person must look: the file has to come from a backup, and is not opened until then."),
            IsWrong = async (hash, ct) => File.Exists(folder.PathOf(hash)) && !await folder.IsSoundAsync(hash, ct),
        },
    ];

    public override async IAsyncEnumerable<Impossible> FindAsync(CaseDbContext context, DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = "";
        while (true)
        {
            var rows = await context.Documents.Where(row => row.Id.CompareTo(after) > 0).OrderBy(row => row.Id).Take(AtOnce).Select(row => new { row.Id, row.CaseId, row.Sha256 }).ToListAsync(ct);
            foreach (var row in rows)
            {
                if (await IsWrong(row.Sha256, ct))
                {
                    yield return new(row.Id, row.CaseId);
                }
            }

            if (rows.Count < AtOnce)
            {
                yield break;
            }

            after = rows[^1].Id;
        }
    }
}
