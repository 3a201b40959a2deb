using System.Text.Json;
using CaseWorkflows.Engine.Expressions;

namespace CaseWorkflows.Engine.Tests.Expressions;

public sealed class JsonValuesTests
{
    [Fact]
    public void An_instant_is_written_as_the_serializer_writes_it()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var ticks = random.NextInt64(DateTime.MinValue.Ticks + TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay);
            var whole = round % 3 == 0 ? ticks - ticks % TimeSpan.TicksPerSecond : round % 3 == 1 ? ticks - ticks % TimeSpan.TicksPerMillisecond : ticks;
            var instant = new DateTimeOffset(whole, TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60)));

            Assert.Equal(JsonSerializer.SerializeToElement(instant).GetString(), JsonValues.Normalize(instant));
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"نص \\\" < &\"")]
    [InlineData("0")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775808")]
    [InlineData("1.50")]
    [InlineData("1E+300")]
    [InlineData("[1,{\"a\":[null,2.50]}]")]
    public void What_is_read_is_written_again_and_is_what_setting_it_would_give(string json)
    {
        var read = Read(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JsonValues.Options.Encoder }))
        {
            JsonValues.Write(writer, read);
        }

        Assert.Equal(json, System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(JsonValues.FromNode(System.Text.Json.Nodes.JsonNode.Parse(json))?.GetType(), read?.GetType());
    }

    private static object? Read(string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        reader.Read();
        return JsonValues.Read(ref reader);
    }
}
