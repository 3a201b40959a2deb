using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Forms;

/// <summary>
/// Reads a signature: strokes drawn with a finger or a pen, or the full name typed and confirmed, which is the way without a pointer or without scripts.
/// When both came, what was drawn counts.
/// </summary>
internal static class SignatureReader
{
    private const string Kind = "kind";
    private const string Drawn = "drawn";
    private const string TypedName = "typed";
    private const string Path = "path";
    private const string Name = "name";
    private const string Confirmed = "confirmed";

    private static readonly string[] Parts = [Kind, Path, Name, Confirmed];

    public static JsonObject? Read(FieldPen pen, FieldInput typed)
    {
        if (typed.IsMisshapen || typed.Texts.Count + typed.Rows.Count > 0 || typed.Parts.Keys.Any(part => !Parts.Contains(part, StringComparer.Ordinal)))
        {
            pen.Error(FormErrors.SignatureUnreadable);
            return null;
        }

        if (typed.Part(Path) is { Length: > 0 } path)
        {
            if (SignaturePath.IsSound(path))
            {
                return new JsonObject { [Kind] = Drawn, [Path] = path };
            }

            pen.Error(FormErrors.SignatureUnreadable);
            return null;
        }

        var name = Blanks.Collapse(typed.Part(Name));
        if (ArabicText.Fold(name).Length == 0 || typed.Part(Confirmed) != "true")
        {
            pen.Error(FormErrors.SignatureEmpty);
            return null;
        }

        if (name.Length > FieldLimits.UsualTextLength)
        {
            pen.Error(FormErrors.TooLong(name.Length, FieldLimits.UsualTextLength));
            return null;
        }

        return new JsonObject { [Kind] = TypedName, [Name] = name, [Confirmed] = true };
    }
}

/// <summary>
/// The strokes of a drawn signature, spelt as the data of an SVG path made of <c>M</c> and <c>L</c> and whole numbers alone, on a sheet of
/// <see cref="Width"/> by <see cref="Height"/>. It can be drawn anywhere, and can hold nothing that runs.
/// </summary>
public static class SignaturePath
{
    /// <summary>The sheet's width in the path's units.</summary>
    public const int Width = 600;

    /// <summary>The sheet's height in the path's units.</summary>
    public const int Height = 200;

    /// <summary>Characters a path may have, which is a long signature three times over.</summary>
    public const int LongestPath = 60_000;

    private const int FewestPoints = 3;

    /// <summary>True for a path that is nothing but strokes on the sheet, and more than a dot.</summary>
    public static bool IsSound(string path)
    {
        if (path.Length > LongestPath || !path.StartsWith('M'))
        {
            return false;
        }

        var points = 0;
        foreach (var stroke in path[1..].Split('M'))
        {
            foreach (var point in stroke.Split('L'))
            {
                if (!IsPoint(point))
                {
                    return false;
                }

                points++;
            }
        }

        return points >= FewestPoints;
    }

    private static bool IsPoint(string text) => text.Split(' ') is [var x, var y] && Reaches(x, Width) && Reaches(y, Height);

    private static bool Reaches(string text, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= most && text.Length <= 4;
}
