using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Forms;

/// <summary>Notes what is wrong while a form is read.</summary>
internal sealed class FormPen(FormContext context)
{
    private readonly List<FormError> _errors = [];
    private readonly List<FormError> _doubts = [];

    public FormContext Context => context;

    public IReadOnlyList<FormError> Errors => _errors;

    public IReadOnlyList<FormError> Doubts => _doubts;

    public void Error(string path, FormFault fault) => _errors.Add(new(path, fault.Code, fault.Message));

    public void Doubt(string path, FormFault fault) => _doubts.Add(new(path, fault.Code, fault.Message));

    public FieldPen At(string path) => new(this, path);
}

/// <summary>The same, at one place.</summary>
internal readonly record struct FieldPen(FormPen Pen, string Path)
{
    public void Error(FormFault fault) => Pen.Error(Path, fault);

    public void Doubt(FormFault fault) => Pen.Doubt(Path, fault);
}

/// <summary>What can be wrong with an answer, in words.</summary>
internal sealed record FormFault(string Code, LocalizedText Message);
