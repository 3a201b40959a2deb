using CaseWorkflows.Cases.Documents;

namespace CaseWorkflows.Cases.Tests.Documents;

public sealed class DocumentRulesTests
{
    [Theory]
    [InlineData("هوية.pdf", "application/pdf")]
    [InlineData("scan.PDF", "application/octet-stream")]
    [InlineData("scan", null)]
    [InlineData("", "")]
    [InlineData("scan.pdf", "application/x-pdf")]
    public void A_file_that_is_what_it_says_is_taken(string name, string? claimed) => Assert.Equal(FileKind.Pdf, DocumentRules.Check(FileKind.Pdf, 10, name, claimed).Value);

    [Theory]
    [InlineData("photo.jpg", "image/jpeg")]
    [InlineData("photo.jpg", null)]
    [InlineData("scan.pdf", "image/jpeg")]
    [InlineData("scan.pdf.exe", null)]
    [InlineData("scan.pdf", "text/html; charset=utf-8")]
    public void One_that_is_not_is_refused_and_says_so(string name, string? claimed)
    {
        var refusal = DocumentRules.Check(FileKind.Pdf, 10, name, claimed).Refusal!;

        Assert.Equal(("document-is-another-kind", "file"), (refusal.Code, refusal.Field));
        Assert.Contains("PDF", refusal.Message.Arabic, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_not_taken_is_named()
    {
        var refusal = DocumentRules.Check(FileSniffer.Of("MZ"u8, "MZ"u8), 2, "cv.pdf", "application/pdf").Refusal!;

        Assert.Equal("document-kind-refused", refusal.Code);
        Assert.Contains("برنامج", refusal.Message.Arabic, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_takes_fewer_kinds_names_those()
    {
        var refusal = DocumentRules.Check(FileKind.Png, 10, "scan.png", "image/png", FileKind.Meant("pdf")).Refusal!;

        Assert.Equal("document-kind-refused", refusal.Code);
        Assert.EndsWith("What is taken: PDF. Save it as one of these, then attach it.", refusal.Message.English, StringComparison.Ordinal);
        Assert.Equal(".pdf,application/pdf", new FileLimits(FileKind.Meant("pdf"), 1).Accept);
        Assert.Equal(FileKind.Taken, [.. FileKind.Meant("pdf"), .. FileKind.Meant("image")]);
    }

    [Fact]
    public void An_empty_one_is_refused_before_anything_else() => Assert.Equal("document-empty", DocumentRules.Check(FileSniffer.Of([], []), 0, "x.pdf", null).Refusal!.Code);

    [Theory]
    [InlineData("صورة الهوية.pdf", "صورة الهوية.pdf")]
    [InlineData("C:\\Users\\me\\scan.PDF", "scan.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("<script>alert(1)</script>.pdf", "script.pdf")]
    [InlineData("a\"; filename=\"b.pdf", "a filename= b.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.exe.pdf")]
    [InlineData("line\r\nSet-Cookie: x=1.pdf", "lineSet-Cookie x=1.pdf")]
    [InlineData("  .pdf", "document.pdf")]
    [InlineData("...", "document.pdf")]
    [InlineData(null, "document.pdf")]
    [InlineData("report", "report.pdf")]
    [InlineData("نامه\u200Cها.pdf", "نامه\u200Cها.pdf")]
    public void A_name_is_cleaned_once_and_for_all(string? typed, string clean)
    {
        Assert.Equal(clean, DocumentName.Clean(typed, FileKind.Pdf));
        Assert.Equal(clean, DocumentName.Clean(clean, FileKind.Pdf));
    }

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var clean = DocumentName.Clean(new string('ه', 500) + ".jpeg", FileKind.Jpeg);

        Assert.Equal(DocumentName.MostCharacters, clean.Length);
        Assert.EndsWith(".jpeg", clean, StringComparison.Ordinal);
    }
}
