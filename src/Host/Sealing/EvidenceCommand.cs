using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseWorkflows.Evidence.Packs;

namespace CaseWorkflows.Host.Sealing;

/// <summary>Checks what somebody hands over as evidence. Needs no database, no settings and no network.</summary>
internal static class EvidenceCommand
{
    private static readonly Argument<FileInfo> Pack = new("file") { Description = "The evidence pack." };

    private static readonly Option<string> Key = new("--key") { Description = "Fingerprint of the association's key, from paper or by telephone, to compare with.", HelpName = "fingerprint" };

    private static readonly Option<FileInfo> Seals = new("--seals") { Description = "Seals that were kept elsewhere, a line each, to compare with.", HelpName = "file" };

    private static readonly Option<string> Language = new("--language") { Description = "ar or en. Default: both.", HelpName = "ar|en" };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the verdict as JSON." };

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create()
    {
        var verify = new Command("verify", "Say what an evidence pack proves and what not, and name the first event that was changed, dropped, inserted, reordered or cut off. Exit 0 only when it holds.") { Pack, Key, Seals, Language, Json };
        verify.SetAction(VerifyAsync);
        return new Command("evidence", "Check evidence packs.") { verify };
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            await using var file = parsed.GetRequiredValue(Pack).OpenRead();
            var kept = parsed.GetValue(Seals) is { } seals ? await File.ReadAllLinesAsync(seals.FullName, ct) : [];
            var verdict = await PackVerifier.VerifyAsync(file, new PackTrust { Fingerprint = parsed.GetValue(Key), KeptSeals = [.. kept.Where(line => line.Length > 0)] }, ct);
            await (parsed.GetValue(Json) ? output.WriteLineAsync(JsonSerializer.Serialize(verdict, Readable)) : PrintAsync(verdict, parsed.GetValue(Language), output));
            return verdict.IsIntact ? 0 : 1;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static async Task PrintAsync(PackVerdict verdict, string? language, TextWriter output)
    {
        foreach (var tongue in (string[])(language is "ar" or "en" ? [language] : ["ar", "en"]))
        {
            var arabic = tongue == "ar";
            await output.WriteLineAsync(verdict.IsIntact ? arabic ? "الحزمة سليمة." : "The pack holds." : arabic ? "الحزمة غير سليمة:" : "The pack does not hold:");
            foreach (var finding in verdict.Findings)
            {
                await output.WriteLineAsync($"✗ {finding.Message.In(tongue)}");
            }

            foreach (var statement in verdict.Statements)
            {
                await output.WriteLineAsync($"{(statement.IsProven ? '✓' : '·')} {statement.Message.In(tongue)}");
            }

            await output.WriteLineAsync();
        }
    }
}
