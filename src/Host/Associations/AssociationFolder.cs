using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.Associations;

/// <summary>An association as its folder describes it.</summary>
internal sealed record Association(AssociationProfile Profile, Policy Policy, string Folder)
{
    public string Key => Profile.Key;
}

/// <summary>Something in the workflows folder that could not be used, and where.</summary>
/// <param name="File">The file, relative to the workflows folder.</param>
/// <param name="Line">1-based; null when the fault has no place.</param>
/// <param name="Code">Stable name of the fault.</param>
/// <param name="Message">What is wrong, for the person who edits the file.</param>
/// <param name="IsWarning">True when the file is used all the same.</param>
internal sealed record FileFinding(string File, int? Line, string Code, string Message, bool IsWarning = false)
{
    /// <summary>The message in Arabic; null for what only whoever reads code is told.</summary>
    public string? Arabic { get; init; }

    public override string ToString() => $"{File}{(Line is { } line ? $":{line}" : "")}: {(IsWarning ? "warning " : "")}{Code}: {Message}";
}

/// <summary>Reads the workflows folder: one folder per association with its profile and policy.</summary>
internal static class AssociationFolder
{
    public static (IReadOnlyList<Association> Associations, IReadOnlyList<FileFinding> Findings) ReadAll(string workflowsFolder)
    {
        var associations = new List<Association>();
        var findings = new List<FileFinding>();
        IEnumerable<string> profiles = Directory.Exists(workflowsFolder)
            ? Directory.EnumerateFiles(workflowsFolder, "association.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
        foreach (var profileFile in profiles)
        {
            var folder = Path.GetDirectoryName(profileFile)!;
            var profile = Read(profileFile, AssociationProfile.Parse);
            var policyFile = Path.Combine(folder, "policy.json");
            var policy = Read(policyFile, Policy.Parse);
            if (profile.Refusal is { } badProfile)
            {
                findings.Add(Finding(workflowsFolder, profileFile, badProfile));
            }

            if (policy.Refusal is { } badPolicy)
            {
                findings.Add(Finding(workflowsFolder, policyFile, badPolicy));
            }

            if (profile.Succeeded(out var good, out _) && policy.Succeeded(out var approved, out _))
            {
                if (associations.Exists(other => other.Key == good.Key))
                {
                    findings.Add(Finding(workflowsFolder, profileFile, KeyTaken(good.Key)));
                    continue;
                }

                associations.Add(new(good, approved, folder));
            }
        }

        return (associations, findings);
    }

    private static Outcome<T> Read<T>(string path, Func<ReadOnlyMemory<byte>, Outcome<T>> parse)
    {
        var name = Path.GetFileName(path);
        try
        {
            return parse(File.ReadAllBytes(path));
        }
        catch (FileNotFoundException)
        {
            return new Refusal(RefusalKind.Malformed, "file-missing", new($"الملف {name} غير موجود.", $"The file {name} is missing."));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.Malformed, "unreadable", new($"تعذرت قراءة الملف {name}.", $"The file {name} cannot be read. {refused.Message}"));
        }
    }

    private static Refusal KeyTaken(string key) => new(RefusalKind.Malformed, "duplicate-key", new(
        $"المعرّف {key} لجمعية أخرى في مجلد آخر.", $"The key {key} already belongs to an association in another folder."))
    {
        Field = "key",
    };

    private static FileFinding Finding(string root, string file, Refusal refusal)
        => new(Path.GetRelativePath(root, file), null, refusal.Code, $"{refusal.Field} {refusal.Message.English}".Trim());
}
