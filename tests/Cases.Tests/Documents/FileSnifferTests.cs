using System.Text;
using CaseWorkflows.Cases.Documents;

namespace CaseWorkflows.Cases.Tests.Documents;

/// <summary>Files are made here byte by byte: as much of each as its kind is told by.</summary>
public sealed class FileSnifferTests
{
    public static TheoryData<string, byte[], string> Files => new()
    {
        { "a PDF", Bytes("%PDF-1.7\n%âãÏÓ\n1 0 obj"), "pdf" },
        { "a photograph", [0xFF, 0xD8, 0xFF, 0xE1, 0, 0x18, .. Bytes("Exif\0\0")], "jpeg" },
        { "a picture of a screen", [0x89, .. Bytes("PNG\r\n\u001a\n\0\0\0\rIHDR")], "png" },
        { "a picture from a messenger", [.. Bytes("RIFF"), 9, 0, 0, 0, .. Bytes("WEBPVP8 ")], "webp" },
        { "a telephone's picture", Box("heic", "mif1heic"), "heic" },
        { "a telephone's picture under a general brand", Box("mif1", "mif1heic"), "heic" },
        { "a film in the same kind of box", Box("isom", "isommp42"), "film" },
        { "a sound file", [.. Bytes("RIFF"), 9, 0, 0, 0, .. Bytes("WAVEfmt ")], "film" },
        { "a moving picture", Bytes("GIF89a"), "other-picture" },
        { "a page", Bytes("<!DOCTYPE html><script>alert(1)</script>"), "web-page" },
        { "a drawing with a script in it", Bytes("  <svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"), "web-page" },
        { "a script", Bytes("#!/bin/sh\nrm -rf ~"), "web-page" },
        { "a program", Bytes("MZ\u0090\0"), "program" },
        { "an archive", Zip("notes.txt"), "archive" },
        { "a new Word file", Zip("[Content_Types].xml"), "office" },
        { "an old Word file", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "office" },
        { "a PDF behind something else", Bytes("x%PDF-1.7"), "unknown" },
        { "a PDF that is a page as well", Bytes("%PDF-1.4\n<html><script>alert(1)</script>"), "two-things" },
        { "a photograph with an archive behind it", [0xFF, 0xD8, 0xFF, 0xE0, .. Zip("evil.jar")], "two-things" },
        { "a text", Bytes("عليكم السلام"), "unknown" },
        { "nothing", [], "unknown" },
        { "half a signature", [0x89, 0x50], "unknown" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_what_its_bytes_say(string what, byte[] file, string kind)
    {
        Assert.False(string.IsNullOrEmpty(what));
        Assert.Equal(kind, FileSniffer.Of(file, file).Key);
    }

    [Fact]
    public void The_name_of_a_zips_directory_inside_a_photograph_is_no_archive()
    {
        byte[] photograph = [0xFF, 0xD8, 0xFF, 0xE0, .. Bytes("PK\u0005\u0006"), .. new byte[40]];
        Assert.Equal(FileKind.Jpeg, FileSniffer.Of(photograph, photograph));
    }

    [Fact]
    public void Any_bytes_are_some_kind_of_file()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            Assert.NotNull(FileSniffer.Of(bytes, bytes));
        }
    }

    private static byte[] Bytes(string text) => text.Any(letter => letter > 0xFF) ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text);

    private static byte[] Box(string brand, string others) => [0, 0, 0, (byte)(16 + others.Length), .. Bytes("ftyp" + brand), 0, 0, 0, 0, .. Bytes(others)];

    private static byte[] Zip(string entry) => [.. Bytes("PK\u0003\u0004"), .. new byte[26], .. Bytes(entry), .. Bytes("PK\u0005\u0006"), .. new byte[18]];
}
