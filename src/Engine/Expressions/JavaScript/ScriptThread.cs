using System.Globalization;
using System.Runtime.ExceptionServices;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// Runs work on a thread with a large stack and waits for it. Native recursion inside Jint (nested arrays turned to text, chains of
/// bound functions, prototypes) cannot be counted; the memory limit bounds its depth, and this stack is large enough for that depth.
/// </summary>
internal static class ScriptThread
{
    /// <summary>Address space only: pages are committed when touched.</summary>
    private const int StackBytes = 256 * 1024 * 1024;

    /// <summary>
    /// The answer of <paramref name="work"/>, or its exception with its own stack trace. When it has not answered in time, the thread
    /// is left to end by itself, because a native call cannot be interrupted.
    /// </summary>
    public static T Run<T>(Func<T> work, TimeSpan patience)
    {
        T? answer = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                answer = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }, StackBytes)
        {
            IsBackground = true,
            Name = "script",
            CurrentCulture = CultureInfo.InvariantCulture,
            CurrentUICulture = CultureInfo.InvariantCulture,
        };
        thread.Start();
        if (!thread.Join(patience))
        {
            throw ScriptException.Limit("The script was given up: a built-in function is taking far longer than the time limit.");
        }

        failure?.Throw();
        return answer!;
    }
}
