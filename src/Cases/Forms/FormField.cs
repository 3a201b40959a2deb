using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Forms;

/// <summary>One question of a form, or one column of a table in it. What does not go with its type is empty or null.</summary>
public sealed record FormField
{
    /// <summary>Its name among the answers, in camel case; unique within the form, or within the table for a column.</summary>
    public required string Key { get; init; }

    /// <summary>What it takes.</summary>
    public required FieldType Type { get; init; }

    /// <summary>The question. <c>{person}</c> stands for the association's own word for whom it serves.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>A hint beside the question; null when the question explains itself. May hold <c>{person}</c>.</summary>
    public LocalizedText? Help { get; init; }

    /// <summary>True when no action ends the task without an answer.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Actions that need an answer, by name; empty when none does, or when all do.</summary>
    public IReadOnlyList<string> RequiredFor { get; init; } = [];

    /// <summary>What must hold for the question to be asked at all; all of them, and always when empty.</summary>
    public IReadOnlyList<FieldCondition> VisibleWhen { get; init; } = [];

    /// <summary>How much, how long, from when until when.</summary>
    public FieldLimits Limits { get; init; } = FieldLimits.None;

    /// <summary>What may be chosen, in the order it is shown.</summary>
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>The columns of a table.</summary>
    public IReadOnlyList<FormField> Columns { get; init; } = [];

    /// <summary>Rows a table may have.</summary>
    public int MaximumRows { get; init; }

    /// <summary>Keys of columns whose sum stands under the table. The sum is shown, never asked or stored.</summary>
    public IReadOnlyList<string> Totals { get; init; } = [];

    /// <summary>Which files are taken.</summary>
    public FileLimits? Files { get; init; }

    /// <summary>What of the case is shown, see <see cref="FormSource"/>; null except for <see cref="FieldType.FromCase"/>.</summary>
    public FormSource? Source { get; init; }

    /// <summary>What of the case stands in the field before anybody typed; null leaves it empty.</summary>
    public FormSource? Prefill { get; init; }

    /// <summary>Why the answer is asked and how long it is kept; null when it is not about a person.</summary>
    public PersonalData? Personal { get; init; }

    /// <summary>True when that action cannot be chosen without an answer, provided the question is asked.</summary>
    public bool IsRequiredFor(string action) => IsRequired || RequiredFor.Contains(action, StringComparer.Ordinal);

    /// <summary>The option of that key; null when there is none.</summary>
    public FieldOption? Option(string key) => Options.FirstOrDefault(option => option.Key == key);
}

/// <summary>One thing that may be chosen.</summary>
/// <param name="Key">What is stored.</param>
/// <param name="Label">What is read. May hold <c>{person}</c>.</param>
public sealed record FieldOption(string Key, LocalizedText Label);

/// <summary>Why an answer about a person is asked and how long it is kept, for the record of processing the law demands.</summary>
/// <param name="Purpose">What it is needed for, as the person is told.</param>
/// <param name="Retention">How long it is kept after the case is closed, in ISO 8601 years or months such as <c>P5Y</c>.</param>
public sealed record PersonalData(LocalizedText Purpose, string Retention)
{
    /// <summary>The same in months; 0 for a text that is no such period.</summary>
    public int RetentionMonths => MonthsOf(Retention);

    internal static int MonthsOf(string text) =>
        text is ['P', .. var digits, 'Y' or 'M'] && digits.Length is > 0 and <= 3 && digits.All(char.IsAsciiDigit)
            ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) * (text[^1] == 'Y' ? 12 : 1)
            : 0;
}
