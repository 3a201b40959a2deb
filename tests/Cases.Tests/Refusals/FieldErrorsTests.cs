using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Cases.Tests.Refusals;

public sealed class FieldErrorsTests
{
    private static readonly Refusal Name = new(RefusalKind.RuleBroken, "name-required", new("أ", "a")) { Field = "name" };

    [Fact]
    public void Combine_Nothing_IsNoRefusal() => Assert.Null(FieldErrors.Combine([]));

    [Fact]
    public void Combine_SeveralAboutOneField_StandTogetherAndTheFirstLeads()
    {
        var whole = new Refusal(RefusalKind.Forbidden, "may-not", new("ب", "b")) { Facts = new Dictionary<string, object?>(StringComparer.Ordinal) { ["why"] = 1 } };

        var combined = FieldErrors.Combine([whole, Name, Name with { Code = "name-odd" }]);

        Assert.Equal((RefusalKind.Forbidden, "may-not", null, 1), (combined?.Kind, combined?.Code, combined?.Field, combined?.Facts?["why"]));
        var errors = Assert.IsAssignableFrom<IReadOnlyDictionary<string, IReadOnlyList<FieldError>>>(combined?.Facts?[FieldErrors.Fact]);
        Assert.Equal(["may-not"], errors[string.Empty].Select(error => error.Code));
        Assert.Equal(["name-required", "name-odd"], errors["name"].Select(error => error.Code));
    }
}
