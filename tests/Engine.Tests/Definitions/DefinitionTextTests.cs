using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class DefinitionTextTests
{
    private const string Minimal = "'definitionId':'d','root':{'id':'r','type':'T'}";

    [Fact]
    public void Arabic_is_written_as_arabic_and_numbers_as_they_were()
    {
        var text = Sample.Definition("{'name':'\\u0637\\u0644\\u0628 <مستفيد> & ‏شكر','n':[1.0,1e400,-0,12345678901234567890.10],'e':[],'o':{}," + Minimal + "}").ToUtf8().Text();

        Assert.Contains("\"name\": \"طلب <مستفيد> & ‏شكر\"", text, StringComparison.Ordinal);
        foreach (var number in new[] { "1.0,", "1e400,", "-0,", "12345678901234567890.10" })
        {
            Assert.Contains($"    {number}", text, StringComparison.Ordinal);
        }

        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void Indented_text_comes_back_byte_for_byte()
    {
        var bytes = Sample.Definition("{'Z':{'_type':'x','items':[1]},'a':null," + Minimal + "}").ToUtf8();

        Assert.Equal(bytes, WorkflowDefinition.Parse(bytes).Definition!.ToUtf8());
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_and_not_written()
    {
        var plain = Sample.Utf8("{" + Minimal + "}");

        var parse = WorkflowDefinition.Parse([0xEF, 0xBB, 0xBF, .. plain]);

        Assert.Equal(WorkflowDefinition.Parse(plain).Definition!.ToUtf8(), parse.Definition!.ToUtf8());
        Assert.True(parse.Lines.TryFind("$.definitionId", out var line, out var column));
        Assert.Equal((1, 17), (line, column));
    }

    [Fact]
    public void The_canonical_form_sorts_keys_and_keeps_lists() => Assert.Equal(
        Sample.Utf8("{'B':[3,1,{'a':null,'b':'س'}],'a':1,'definitionId':'d','root':{'id':'r','type':'T'}}"),
        Sample.Definition("{" + Minimal + ", 'a' : 1.0, 'B' : [ 3, 1, {'b':'\\u0633','a':null} ]}").ToCanonicalUtf8());

    [Theory]
    [InlineData("40", "4E1")]
    [InlineData("40.0", "4E1")]
    [InlineData("4e+1", "4E1")]
    [InlineData("0.40E2", "4E1")]
    [InlineData("41", "41")]
    [InlineData("41.50", "415E-1")]
    [InlineData("-0.0", "0")]
    [InlineData("0e5", "0")]
    [InlineData("-7", "-7")]
    [InlineData("12345678901234567890123456789012345678901", "12345678901234567890123456789012345678901")]
    [InlineData("1e9999999999", "1e9999999999")]
    public void Equal_numbers_are_compared_by_one_spelling(string number, string canonical)
    {
        var text = Sample.Definition($"{{'a':{number},{Minimal}}}").ToCanonicalUtf8().Text();

        Assert.StartsWith($"{{\"a\":{canonical},", text, StringComparison.Ordinal);
        Assert.Equal(text, WorkflowDefinition.Parse(Sample.Utf8(text)).Definition!.ToCanonicalUtf8().Text());
    }

    [Theory]
    [InlineData("'id':'v9','version':7,'isLatest':true,'isPublished':true,'createdAt':'2026-01-01','toolVersion':'3.9','links':[{'rel':'x'}],'$schema':'s'")]
    [InlineData("'Id':'v9','IsLatest':false")]
    [InlineData("'description':null")]
    public void Bookkeeping_and_nulls_do_not_change_the_content_hash(string members) =>
        Assert.Equal(Sample.Definition("{" + Minimal + "}").ContentHash(), Sample.Definition("{" + members + "," + Minimal + "}").ContentHash());

    [Theory]
    [InlineData("{'definitionId':'d','root':{'id':'r2','type':'T'}}")]
    [InlineData("{'definitionId':'d','root':{'id':'r','type':'T','version':2}}")]
    [InlineData("{'definitionId':'e','root':{'id':'r','type':'T'}}")]
    [InlineData("{'definitionId':'d','name':'','root':{'id':'r','type':'T'}}")]
    [InlineData("{'definitionId':'d','unknown':0,'root':{'id':'r','type':'T'}}")]
    public void Anything_designed_changes_the_content_hash(string json)
    {
        var hash = Sample.Definition(json).ContentHash();

        Assert.NotEqual(Sample.Definition("{" + Minimal + "}").ContentHash(), hash);
        Assert.Matches("^[0-9a-f]{64}$", hash);
    }
}
