using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.People;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.People;

public sealed class StaffDirectoryTests(HostFactory host) : IClassFixture<HostFactory>
{
    [Theory]
    [InlineData("elevenchars", "password-too-weak")]
    [InlineData("aaaaaaaaaaaaaaaa", "password-too-weak")]
    [InlineData("", "password-too-weak")]
    [InlineData("twelve chars", null)]
    public async Task A_password_is_long_rather_than_ornate(string password, string? refused)
    {
        var answer = await CreateAsync($"user-{password.Length}", password);

        Assert.Equal(refused, answer.Refusal?.Code);
    }

    [Fact]
    public async Task The_same_user_name_is_refused_the_second_time_whatever_its_case()
    {
        var first = await CreateAsync("clerk", HostFactory.Password);
        var second = await CreateAsync("CLERK", HostFactory.Password);

        Assert.Null(first.Refusal);
        Assert.Equal("user-name-taken", second.Refusal?.Code);
    }

    private Task<Outcome<string>> CreateAsync(string userName, string password) => host.InScopeAsync(services =>
        services.GetRequiredService<StaffDirectory>().CreateAsync(
            userName, password, LocalizedText.Same(userName), [new Appointment("natiq", Role.RegistrationClerk)], default));
}
