using Jint.Parser.Ast;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>A script ready to run. Shared between evaluations and threads: nothing in it changes once it is made.</summary>
/// <param name="Program">The tree with guards woven in.</param>
/// <param name="Words">Every identifier and text in the script; only functions named here are built for it.</param>
/// <param name="IsSmall">
/// No loop, no function and few nodes: whatever it builds is at most a few hundred levels deep, so that it may run on the caller's stack.
/// </param>
internal sealed record ParsedScript(Program Program, IReadOnlySet<string> Words, bool IsSmall);
