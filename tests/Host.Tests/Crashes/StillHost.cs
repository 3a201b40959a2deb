using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>The program without anything that moves by itself: timers and outbox wait until a test sees to them.</summary>
internal sealed class StillHost : HostFactory
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            foreach (var moving in services.Where(service => service.ServiceType == typeof(IHostedService) && !IsTheServer(service)).ToList())
            {
                services.Remove(moving);
            }
        });
    }

    private static bool IsTheServer(ServiceDescriptor service) =>
        service.ImplementationType?.Assembly.GetName().Name?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true;
}
