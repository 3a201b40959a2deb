using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Files;

/// <summary>One thing wrong in a file written by hand; the list of them stands in a refusal's facts under <c>faults</c>.</summary>
/// <param name="Path">Where, as a JSON path such as <c>$.services[1].key</c>.</param>
/// <param name="Problem">What is wrong there, for whoever keeps the file.</param>
/// <param name="Line">The line, counted from 1, where the file could not be read on; null where the path says it.</param>
public sealed record FileFault(string Path, LocalizedText Problem, int? Line = null);
