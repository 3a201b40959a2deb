using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CaseWorkflows.Evidence.EventLogs;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

public sealed class WhenXesIsHeldAgainstItsSchema
{
    /// <summary>
    /// What IEEE 1849-2016 (with the order of 2023) says of a log, as a schema of our own and stricter: times are in UTC, ids are UUIDs, a key stands once in an element,
    /// nothing is nested, because we nest nothing. Keys are names of XML, those of extensions and classifiers have no colon.
    /// </summary>
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:x="http://www.xes-standard.org/" targetNamespace="http://www.xes-standard.org/" elementFormDefault="qualified">
          <xs:simpleType name="utc"><xs:restriction base="xs:dateTime"><xs:pattern value=".+Z"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="uuid"><xs:restriction base="xs:string"><xs:pattern value="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="scope"><xs:restriction base="xs:NCName"><xs:enumeration value="trace"/><xs:enumeration value="event"/></xs:restriction></xs:simpleType>
          <xs:complexType name="string"><xs:attribute name="key" type="xs:Name" use="required"/><xs:attribute name="value" type="xs:string" use="required"/></xs:complexType>
          <xs:complexType name="date"><xs:attribute name="key" type="xs:Name" use="required"/><xs:attribute name="value" type="x:utc" use="required"/></xs:complexType>
          <xs:complexType name="int"><xs:attribute name="key" type="xs:Name" use="required"/><xs:attribute name="value" type="xs:long" use="required"/></xs:complexType>
          <xs:complexType name="float"><xs:attribute name="key" type="xs:Name" use="required"/><xs:attribute name="value" type="xs:double" use="required"/></xs:complexType>
          <xs:complexType name="boolean"><xs:attribute name="key" type="xs:Name" use="required"/><xs:attribute name="value" type="xs:boolean" use="required"/></xs:complexType>
          <xs:complexType name="id"><xs:attribute name="key" type="xs:Name" use="required"/><xs:attribute name="value" type="x:uuid" use="required"/></xs:complexType>
          <xs:group name="attributes">
            <xs:choice>
              <xs:element name="string" type="x:string"/><xs:element name="date" type="x:date"/><xs:element name="int" type="x:int"/>
              <xs:element name="float" type="x:float"/><xs:element name="boolean" type="x:boolean"/><xs:element name="id" type="x:id"/>
            </xs:choice>
          </xs:group>
          <xs:complexType name="event"><xs:group ref="x:attributes" minOccurs="0" maxOccurs="unbounded"/></xs:complexType>
          <xs:complexType name="trace">
            <xs:sequence>
              <xs:group ref="x:attributes" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="event" type="x:event" minOccurs="0" maxOccurs="unbounded">
                <xs:unique name="eventKey"><xs:selector xpath="x:*"/><xs:field xpath="@key"/></xs:unique>
              </xs:element>
            </xs:sequence>
          </xs:complexType>
          <xs:element name="log">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="extension" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:attribute name="name" type="xs:NCName" use="required"/><xs:attribute name="prefix" type="xs:NCName" use="required"/><xs:attribute name="uri" type="xs:anyURI" use="required"/>
                  </xs:complexType>
                </xs:element>
                <xs:element name="global" minOccurs="0" maxOccurs="2">
                  <xs:complexType><xs:group ref="x:attributes" maxOccurs="unbounded"/><xs:attribute name="scope" type="x:scope" use="required"/></xs:complexType>
                  <xs:unique name="globalKey"><xs:selector xpath="x:*"/><xs:field xpath="@key"/></xs:unique>
                </xs:element>
                <xs:element name="classifier" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:attribute name="name" type="xs:NCName" use="required"/><xs:attribute name="scope" type="x:scope"/><xs:attribute name="keys" type="xs:NMTOKENS" use="required"/>
                  </xs:complexType>
                </xs:element>
                <xs:group ref="x:attributes" minOccurs="0" maxOccurs="unbounded"/>
                <xs:element name="trace" type="x:trace" minOccurs="0" maxOccurs="unbounded">
                  <xs:unique name="traceKey"><xs:selector xpath="x:string|x:date|x:int|x:float|x:boolean|x:id"/><xs:field xpath="@key"/></xs:unique>
                </xs:element>
              </xs:sequence>
              <xs:attribute name="xes.version" type="xs:decimal" use="required"/><xs:attribute name="xes.features" type="xs:token"/>
            </xs:complexType>
            <xs:unique name="logKey"><xs:selector xpath="x:string|x:date|x:int|x:float|x:boolean|x:id"/><xs:field xpath="@key"/></xs:unique>
            <xs:unique name="prefix"><xs:selector xpath="x:extension"/><xs:field xpath="@prefix"/></xs:unique>
            <xs:unique name="scope"><xs:selector xpath="x:global"/><xs:field xpath="@scope"/></xs:unique>
          </xs:element>
        </xs:schema>
        """;

    private static readonly XmlSchemaSet Schemas = Compiled();

    [Fact]
    public void Any_log_is_valid() => Prop.ForAll(
        Samples.Cases.ToArbitrary(),
        async cases => Assert.Empty(Faults(await XesReading.BytesAsync(Samples.Log([.. cases.Select(one => one.Case)]))))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task A_log_without_cases_is_valid() => Assert.Empty(Faults(await XesReading.BytesAsync(Samples.Log() with { Size = new(0, 0) })));

    [Theory]
    [InlineData("xes.version=\"1849.2016\"", "xes.version=\"1849-2016\"")]
    [InlineData("key=\"cw:service\"", "key=\"cw:channel\"")]
    [InlineData("key=\"cw:step\"", "key=\"cw:seq\"")]
    [InlineData("key=\"cw:step\"", "key=\"cw step\"")]
    [InlineData("07:00:00.0000000Z", "07:00:00.0000000")]
    [InlineData("0197b6d0-a5b0-7c3e-9f1e-2d3c4b5a6978", "1")]
    [InlineData("<classifier name=\"Activity\"", "<classifier name=\"The activity\"")]
    public async Task The_schema_tells_a_faulty_log(string right, string wrong)
    {
        var text = System.Text.Encoding.UTF8.GetString(await XesReading.BytesAsync(Samples.Log(Samples.Case(Samples.Event("TaskOpened")))));
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.NotEmpty(Faults(System.Text.Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_trace_and_event_has_the_global_attributes_with_their_types() => Prop.ForAll(
        Samples.Cases.ToArbitrary(),
        async cases =>
        {
            var read = await XesReading.OfAsync(Samples.Log([.. cases.Select(one => one.Case)]));
            var (ofTrace, ofEvent) = (Globals(read, "trace"), Globals(read, "event"));

            Assert.All(read.Traces, trace => Assert.Subset(Declared(trace.Trace), ofTrace));
            Assert.All(read.Traces.SelectMany(trace => trace.Events), one => Assert.Subset(Declared(one), ofEvent));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Classifiers_rest_on_global_attributes_only_and_prefixes_on_declared_extensions()
    {
        var read = await XesReading.OfAsync(Samples.Log(Samples.Case(Samples.Event("TaskOpened", """{"task":{"id":"t1"}}"""))));
        var globals = Globals(read, "event").Select(global => global.Key).ToHashSet(StringComparer.Ordinal);
        var prefixes = read.Document.Root!.Elements(XesReading.Xes + "extension").Select(extension => extension.Attribute("prefix")!.Value).Append("cw").ToHashSet(StringComparer.Ordinal);

        Assert.All(read.Document.Root.Elements(XesReading.Xes + "classifier").SelectMany(classifier => classifier.Attribute("keys")!.Value.Split(' ')), key => Assert.Contains(key, globals));
        Assert.All(read.Document.Descendants().Attributes("key"), key => Assert.Contains(key.Value.Split(':')[0], prefixes));
    }

    private static HashSet<(string Type, string Key)> Globals(XesReading read, string scope)
        => Declared(XesReading.Element(read.Document.Root!.Elements(XesReading.Xes + "global").Single(global => global.Attribute("scope")!.Value == scope)));

    private static HashSet<(string Type, string Key)> Declared(XesElement element) => [.. element.Attributes.Select(attribute => (attribute.Type, attribute.Key))];

    private static List<string> Faults(byte[] log)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas, ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.ReportValidationWarnings };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new MemoryStream(log), settings);
        while (reader.Read())
        {
        }

        return faults;
    }

    private static XmlSchemaSet Compiled()
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, XmlReader.Create(new StringReader(Schema)));
        schemas.Compile();
        return schemas;
    }
}
