using System.Security.Cryptography;
using System.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>Traces of XES: what stands before the events of a case.</summary>
internal static class XesTraces
{
    public static void WriteBegin(XesOutput output, LoggedCase one)
    {
        output.Bytes.Raw("<trace>"u8);
        output.Text("concept:name"u8, one.Number);
        output.Bytes.Raw("<id key=\"identity:id\" value=\""u8);
        IdOf(one.Id).TryFormat(output.Bytes.Room(36), out var written, "D");
        output.Bytes.Advance(written);
        output.Bytes.Raw(XesOutput.Close);
        output.Text("cw:caseId"u8, one.Id);
        output.Text("cw:association"u8, one.Association);
        output.Text("cw:service"u8, one.Service);
        output.Text("cw:channel"u8, one.Channel);
        output.Text("cw:stage"u8, one.Stage.ToString());
        output.TextOrNothing("cw:result"u8, one.Result?.ToString());
        output.Time("cw:openedAt"u8, one.OpenedAt);
        output.TimeOrNothing("cw:closedAt"u8, one.ClosedAt);
        output.TextOrNothing("cw:registrationNumber"u8, one.RegistrationNumber);
        output.TextOrNothing("cw:branch"u8, one.Branch);
        output.Text("cw:definition"u8, one.DefinitionId);
        output.Bytes.Raw("\n"u8);
    }

    public static void WriteEnd(XesOutput output) => output.Bytes.Raw("</trace>\n"u8);

    /// <summary>
    /// XES wants a UUID (IEEE 1849-2016, 4.2). Ours are; should one not be, it is made into one of version 8 (RFC 9562, 5.8) from its SHA-256.
    /// </summary>
    private static Guid IdOf(string id)
    {
        if (Guid.TryParse(id, out var guid))
        {
            return guid;
        }

        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
