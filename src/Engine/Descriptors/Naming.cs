using System.Text;

namespace CaseWorkflows.Engine.Descriptors;

/// <summary>The spellings the definition format derives from a property name.</summary>
public static class Naming
{
    /// <summary>First letter in lower case, as Studio does it.</summary>
    public static string CamelCase(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>"MinimumPeriod" becomes "Minimum period".</summary>
    public static string Words(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
