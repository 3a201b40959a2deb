namespace CaseWorkflows.Cases.Forms;

/// <summary>What a field of a form takes for a file.</summary>
public static class FormFiles
{
    /// <summary>Looks at a file before it is kept; null when the field takes it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="path">The field's path in the form.</param>
    /// <param name="head">The file's first bytes, <see cref="FileKinds.HeadLength"/> of them or all it has.</param>
    /// <param name="bytes">The file's size.</param>
    public static FormError? Check(FormField field, string path, ReadOnlySpan<byte> head, long bytes) =>
        Objection(field, FileKinds.MediaTypeOf(head), bytes) is { } fault ? new(path, fault.Code, fault.Message) : null;

    internal static FormFault? Objection(FormField field, string? mediaType, long bytes) =>
        FileKinds.Of(mediaType) is not { } kind || !field.Accepts.Contains(kind) ? FormErrors.WrongKind(field.Accepts)
        : bytes > field.MaximumBytes ? FormErrors.FileTooLarge(field.MaximumBytes)
        : null;
}
