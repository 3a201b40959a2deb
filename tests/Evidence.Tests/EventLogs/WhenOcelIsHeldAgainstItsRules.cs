using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

/// <summary>What OCEL 2.0 asks of a log in JSON. That ids, names of types and names of declared attributes differ, the reading itself sees to.</summary>
public sealed class WhenOcelIsHeldAgainstItsRules
{
    [Fact]
    public void Any_log_keeps_them() => Prop.ForAll(
        Samples.Cases.ToArbitrary(),
        async cases =>
        {
            var read = await OcelReading.OfAsync(Samples.Log([.. cases.Select(one => one.Case)]));

            Assert.All(read.Objects.Values, one => AssertObject(one, read));
            Assert.All(read.Events.Values, one => AssertEvent(one, read));
            Assert.All(read.ObjectTypes.Values.Concat(read.EventTypes.Values).SelectMany(type => type.Values), type => Assert.Contains(type, new[] { "string", "time", "integer", "float", "boolean" }));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task A_log_without_cases_has_its_association_and_nothing_else()
    {
        var read = await OcelReading.OfAsync(Samples.Log());

        Assert.Equal("association:awdat", Assert.Single(read.Objects).Key);
        Assert.Empty(read.Events);
        Assert.Empty(read.EventTypes);
        Assert.Equal(["Association", "Case", "Definition", "Document", "Person", "Task"], read.ObjectTypes.Keys.Order(StringComparer.Ordinal));
    }

    private static void AssertObject(JsonElement one, OcelReading read)
    {
        var declared = read.ObjectTypes[OcelReading.Type(one)];
        var told = one.GetProperty("attributes").EnumerateArray().ToList();
        Assert.All(told, attribute => AssertFits(attribute.GetProperty("value"), declared[attribute.GetProperty("name").GetString()!]));
        Assert.All(told, attribute => AssertTime(attribute.GetProperty("time").GetString()!));
        Assert.Distinct(told.Select(attribute => (attribute.GetProperty("name").GetString(), attribute.GetProperty("time").GetString())));
        AssertRelationships(one, read);
    }

    private static void AssertEvent(JsonElement one, OcelReading read)
    {
        var declared = read.EventTypes[OcelReading.Type(one)];
        Assert.All(OcelReading.Attributes(one), attribute => AssertFits(attribute.Value, declared[attribute.Key]));
        AssertTime(one.GetProperty("time").GetString()!);
        AssertRelationships(one, read);
    }

    private static void AssertRelationships(JsonElement one, OcelReading read)
    {
        var related = OcelReading.Relationships(one);
        Assert.All(related, relation => Assert.True(read.Objects.ContainsKey(relation.Id)));
        Assert.Distinct(related);
    }

    private static void AssertFits(JsonElement value, string declared)
    {
        switch (declared)
        {
            case "integer":
                Assert.True(value.TryGetInt64(out _));
                break;
            case "float":
                Assert.True(double.IsFinite(value.GetDouble()));
                break;
            case "boolean":
                Assert.True(value.ValueKind is JsonValueKind.True or JsonValueKind.False);
                break;
            case "time":
                AssertTime(value.GetString()!);
                break;
            default:
                Assert.Equal(JsonValueKind.String, value.ValueKind);
                break;
        }
    }

    private static void AssertTime(string time)
    {
        Assert.EndsWith("Z", time, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out _));
    }
}
