using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaseWorkflows.Evidence.Packs;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>A test that runs the page's script; skipped, and says why, where there is no Node 20.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = PageInNode.Missing;
}

/// <summary>As the other, for a table.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = PageInNode.Missing;
}

/// <summary>The page's own check, taken out of the page and run by Node, whose hashes, signatures and inflation are those of browsers.</summary>
internal static partial class PageInNode
{
    // Reads one question in a line, {pack, options}, and answers with one verdict in a line.
    private const string Harness = """
        const fs = require('node:fs');
        const verify = require('node:vm').runInThisContext(fs.readFileSync(process.argv[2], 'utf8') + ';verify');
        (async () => {
          for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(line => line)) {
            const { pack, options } = JSON.parse(line);
            process.stdout.write(JSON.stringify(await verify(new Uint8Array(fs.readFileSync(pack)), options)) + '\n');
          }
        })().catch(error => { console.error(error); process.exit(1); });
        """;

    /// <summary>Why nothing can be run here; null when it can.</summary>
    public static string? Missing { get; } = Version() switch
    {
        null => "There is no Node: apt-get install nodejs.",
        < 20 => "The Node here is older than 20 and cannot inflate as browsers do.",
        _ => null,
    };

    public static async Task<List<JsonObject>> VerifyAsync(IEnumerable<(byte[] Pack, PackTrust? Trust)> packs)
    {
        var folder = Directory.CreateTempSubdirectory("packs");
        try
        {
            var (script, questions) = (Path.Combine(folder.FullName, "page.js"), new StringBuilder());
            await File.WriteAllTextAsync(script, FirstScript().Match(Encoding.UTF8.GetString(VerifyPage.Html.Span)).Groups["script"].Value);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "harness.js"), Harness);
            foreach (var (pack, trust) in packs)
            {
                var path = Path.Combine(folder.FullName, $"{questions.Length}.zip");
                await File.WriteAllBytesAsync(path, pack);
                var options = new JsonObject { ["fingerprint"] = trust?.Fingerprint, ["keptSeals"] = new JsonArray([.. (trust?.KeptSeals ?? []).Select(line => (JsonNode)line)]) };
                questions.Append(new JsonObject { ["pack"] = path, ["options"] = options }.ToJsonString()).Append('\n');
            }

            var answers = await RunAsync([Path.Combine(folder.FullName, "harness.js"), script], questions.ToString());
            return [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(IEnumerable<string> arguments, string input)
    {
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return await output;
    }

    private static int? Version()
    {
        try
        {
            return int.Parse(RunAsync(["--version"], "").GetAwaiter().GetResult().Split('.')[0].TrimStart('v'), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex("<script>(?<script>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex FirstScript();
}
