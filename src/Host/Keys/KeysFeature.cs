using CaseWorkflows.Host.Persistence.Postgres;
using CaseWorkflows.Host.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CaseWorkflows.Host.Keys;

internal static class KeysFeature
{
    public static WebApplicationBuilder AddKeys(this WebApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("CaseWorkflows");
        var settings = builder.Settings();
        if (settings.Postgres is not { } postgres)
        {
            PrivateFolder.Create(settings.KeysFolder);
            protection.PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
            builder.Services.AddSingleton<IKeyStore, KeyFolder>();
        }
        else
        {
            builder.Services.AddSingleton(new KeySeal(postgres.KeysPassword));
            builder.Services.AddSingleton<KeyTable>();
            builder.Services.AddSingleton<IKeyStore>(services => services.GetRequiredService<KeyTable>());
            builder.Services.AddOptions<KeyManagementOptions>().Configure<KeyTable>((options, keys) => options.XmlRepository = keys);
        }

        return builder;
    }
}
