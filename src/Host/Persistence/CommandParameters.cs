using System.Data.Common;

namespace CaseWorkflows.Host.Persistence;

/// <summary>Values of hand-written statements, in the form the columns hold: null as NULL, instants as UTC ticks.</summary>
internal static class CommandParameters
{
    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            DateTimeOffset instant => instant.UtcTicks,
            Enum word => word.ToString(),
            _ => value,
        };
        command.Parameters.Add(parameter);
        return command;
    }
}
