using System.Collections.ObjectModel;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class TypeAliasesTests
{
    public static TheoryData<string, Type> BothWays => new()
    {
        { "Int16", typeof(short) }, { "Int32", typeof(int) }, { "Int64", typeof(long) }, { "Single", typeof(float) }, { "Double", typeof(double) },
        { "Decimal", typeof(decimal) }, { "Boolean", typeof(bool) }, { "String", typeof(string) }, { "Object", typeof(object) },
        { "ByteArray", typeof(byte[]) }, { "Guid", typeof(Guid) }, { "DateTime", typeof(DateTime) }, { "DateTimeOffset", typeof(DateTimeOffset) },
        { "TimeSpan", typeof(TimeSpan) }, { "Stream", typeof(Stream) }, { "JsonElement", typeof(JsonElement) }, { "JsonNode", typeof(JsonNode) },
        { "JsonObject", typeof(JsonObject) }, { "JsonArray", typeof(JsonArray) }, { "StringDictionary", typeof(IDictionary<string, string>) },
        { "ObjectDictionary", typeof(IDictionary<string, object>) }, { "StringMap", typeof(Dictionary<string, string>) },
        { "ObjectMap", typeof(Dictionary<string, object>) }, { "Int32?", typeof(int?) }, { "DateTimeOffset?", typeof(DateTimeOffset?) },
        { "String[]", typeof(string[]) }, { "ByteArray[]", typeof(byte[][]) }, { "Int32?[]", typeof(int?[]) }, { "List<String>", typeof(List<string>) },
        { "HashSet<Guid>", typeof(HashSet<Guid>) }, { "Collection<Object>", typeof(Collection<object>) },
        { "IEnumerable<Int32?>", typeof(IEnumerable<int?>) }, { "IList<String>", typeof(IList<string>) },
        { "ICollection<String[]>", typeof(ICollection<string[]>) }, { "List<List<ObjectMap>>[]", typeof(List<List<Dictionary<string, object>>>[]) },
    };

    [Theory]
    [MemberData(nameof(BothWays))]
    public void A_registered_name_reads_and_writes(string name, Type type)
    {
        Assert.True(TypeAliases.TryResolve(name, out var resolved));
        Assert.Equal(type, resolved);
        Assert.Equal(name, TypeAliases.NameOf(type));
    }

    [Theory]
    [InlineData("Long", typeof(long))]
    [InlineData("Long?", typeof(long?))]
    [InlineData("string", typeof(string))]
    [InlineData("list< string >", typeof(List<string>))]
    [InlineData("JSON", typeof(JsonObject))]
    [InlineData("ExpandoObject", typeof(JsonObject))]
    [InlineData("System.String, System.Private.CoreLib", typeof(string))]
    [InlineData("System.Dynamic.ExpandoObject, System.Linq.Expressions", typeof(JsonObject))]
    [InlineData("Elsa.Workflows.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core", typeof(string))]
    [InlineData("Elsa.Workflows.Core.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core", typeof(string))]
    public void Older_names_are_read(string name, Type type)
    {
        Assert.True(TypeAliases.TryResolve(name, out var resolved));
        Assert.Equal(type, resolved);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("[]")]
    [InlineData("String?")]
    [InlineData("Int32??")]
    [InlineData("List<>")]
    [InlineData("List<Nope>")]
    [InlineData("Dictionary<String>")]
    [InlineData("List<String")]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("UnregisteredClrType:System.Uri, System.Private.Uri")]
    [InlineData("List<List<List<List<List<List<List<List<List<String>>>>>>>>>")]
    public void Any_other_name_is_unknown(string? name)
    {
        Assert.False(TypeAliases.TryResolve(name, out var type));
        Assert.Equal(typeof(object), type);
    }

    [Fact]
    public void A_type_without_a_name_is_written_as_unregistered()
    {
        Assert.Equal("JSON", TypeAliases.NameOf(typeof(ExpandoObject)));
        Assert.Equal("UnregisteredClrType:System.Uri, System.Private.Uri", TypeAliases.NameOf(typeof(Uri)));
        Assert.StartsWith("UnregisteredClrType:", TypeAliases.NameOf(typeof(List<Uri>)), StringComparison.Ordinal);
        Assert.StartsWith("UnregisteredClrType:", TypeAliases.NameOf(typeof(int[,])), StringComparison.Ordinal);
    }
}
