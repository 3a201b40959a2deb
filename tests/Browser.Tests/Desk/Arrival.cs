using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Desk;

internal static class Arrival
{
    /// <summary>Does what leads to another page, and returns once that is loaded.</summary>
    public static async Task ArriveAsync(this IPage page, Func<Task> act)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Load += Arrived;
        await act();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        page.Load -= Arrived;

        void Arrived(object? sender, IPage loaded) => arrived.TrySetResult();
    }
}
