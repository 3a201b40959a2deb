namespace CaseWorkflows.Host.Settings;

/// <summary>A setting the service cannot start with. The message names the option, the value received and what would do instead.</summary>
internal sealed class SettingsException : Exception
{
    public SettingsException(string option, string key, string? value, string problem)
        : base($"{option} (configuration key {key}) is '{value}': {problem}")
    {
    }
}
