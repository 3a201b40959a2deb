using System.Text.Json.Nodes;

namespace CaseWorkflows.Cases.Forms;

/// <summary>Finds among a form's answers those that must not lie readable, see <see cref="FieldTypes.IsSealed"/>.</summary>
public static class FormSecrets
{
    private const int ShownDigits = 3;
    private const string Dots = "•••••••";

    /// <summary>A copy of the answers in which each secret is replaced, cells of tables included; what replaces it is null where it is left out.</summary>
    public static JsonObject Replaced(Form form, JsonObject answers, Func<FormField, JsonNode, JsonNode?> replacement)
    {
        var copy = (JsonObject)answers.DeepClone();
        foreach (var field in form.Fields)
        {
            Replace(copy, field, replacement);
            foreach (var row in copy[field.Key] is JsonArray rows && field.Type == FieldType.Table ? rows.OfType<JsonObject>() : [])
            {
                foreach (var column in field.Columns)
                {
                    Replace(row, column, replacement);
                }
            }
        }

        return copy;
    }

    /// <summary>What may be shown of a secret to anybody: the last three digits of a number, and of a signature that there is one.</summary>
    public static JsonNode? Mask(FormField field, JsonNode secret) => field.Type == FieldType.Signature
        ? new JsonObject { ["kind"] = (secret as JsonObject)?["kind"]?.ToString() }
        : Dots + (secret.ToString() is { Length: > ShownDigits * 2 } number ? number[^ShownDigits..] : "");

    private static void Replace(JsonObject holder, FormField field, Func<FormField, JsonNode, JsonNode?> replacement)
    {
        if (field.Type.IsSealed() && holder[field.Key] is { } secret)
        {
            holder.Remove(field.Key);
            if (replacement(field, secret) is { } other)
            {
                holder[field.Key] = other;
            }
        }
    }
}
