using CaseWorkflows.Host.Forms;

namespace CaseWorkflows.Host.Definitions;

internal static class DefinitionsFeature
{
    public static WebApplicationBuilder AddDefinitions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DefinitionCatalogue>();
        builder.Services.AddSingleton<VersionCheck>();
        builder.Services.AddSingleton<DefinitionImport>();
        builder.Services.AddSingleton<DefinitionFileWatch>();
        builder.Services.AddSingleton<DefinitionFileSignal>();
        builder.Services.AddHostedService<DefinitionFileLoop>();
        return builder.AddForms();
    }
}
