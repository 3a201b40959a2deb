namespace CaseWorkflows.Host.Web;

internal static class EnumNames
{
    /// <summary>Reads a value by its name in any case, and by nothing else: numbers and lists, which the framework would take, are no names.</summary>
    public static bool TryRead<TEnum>(string? name, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return Enum.GetNames<TEnum>().Contains(name, StringComparer.OrdinalIgnoreCase) && Enum.TryParse(name, ignoreCase: true, out value);
    }
}
