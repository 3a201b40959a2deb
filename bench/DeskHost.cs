using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseWorkflows.Bench;

/// <summary>The product in a process of its own as a demonstration serves it, filled through its API with people and with cases that wait at their first step.</summary>
internal sealed partial class DeskHost : IAsyncDisposable
{
    public const string Association = "natiq";
    public const string Address = "http://127.0.0.1:5198";
    public const string Password = "ten thousand tasks";

    private readonly Process _process;
    private readonly HttpClient _administrator = new() { BaseAddress = new(Address) };

    private DeskHost(Process process) => _process = process;

    public static async Task<DeskHost> StartAsync(BenchDatabase database)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "CaseWorkflows.Host.dll"), "demo", "--data", Path.Combine(database.Folder, "data"), "--urls", Address },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var host = new DeskHost(process);
        var password = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Now listening", StringComparison.Ordinal))
        {
            password = Told().Match(line) is { Success: true } told ? told.Groups[1].Value : password;
        }

        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await host.SignInAsync(password);
        return host;
    }

    /// <summary>Answers with the user names.</summary>
    public async Task<IReadOnlyList<string>> HireAsync(int people)
    {
        var names = Enumerable.Range(0, people).Select(number => FormattableString.Invariant($"desk-{number}")).ToList();
        foreach (var name in names)
        {
            await PostAsync("staff", new { userName = name, password = Password, name = new { ar = name, en = name }, roles = new[] { "relations-officer" } });
        }

        return names;
    }

    public async Task OpenCasesAsync(int cases)
    {
        var names = new Names(3);
        var people = Enumerable.Range(0, cases).Select(number => (Name: names.Next(), Mobile: FormattableString.Invariant($"05{number + 1:00000000}"))).ToList();
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (person, _)
            => await PostAsync("cases", new { channel = "interview", service = "support", beneficiary = new { fullName = person.Name, mobile = person.Mobile } }));
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task SignInAsync(string password)
    {
        using var answer = await _administrator.PostAsJsonAsync("/api/v1/tokens", new { userName = "administrator", password });
        var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        _administrator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private async Task PostAsync(string what, object body)
    {
        using var answer = await _administrator.PostAsJsonAsync($"/api/v1/associations/{Association}/{what}", body);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [GeneratedRegex(@"password (\S+) until", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Told();
}
