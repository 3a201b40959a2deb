namespace CaseWorkflows.Host.Forms;

internal static class FormsFeature
{
    public static WebApplicationBuilder AddForms(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FormShelf>();
        builder.Services.AddSingleton<FormImport>();
        builder.Services.AddSingleton<FormCatalogue>();
        builder.Services.AddSingleton<TaskForms>();
        builder.Services.AddSingleton<AnswerVault>();
        builder.Services.AddSingleton<FormFacts>();
        builder.Services.AddSingleton<TaskDrafts>();
        return builder;
    }
}
