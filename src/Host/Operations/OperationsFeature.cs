namespace CaseWorkflows.Host.Operations;

internal static class OperationsFeature
{
    public static WebApplicationBuilder AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OperationLedger>();
        return builder;
    }
}
