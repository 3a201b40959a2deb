using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Tests.Sealing;

public sealed class WhenSealsAreChecked
{
    private readonly SealBook _book = FiveSealsUnderTwoKeys();

    [Fact]
    public void Seals_under_two_keys_hold() => Assert.Null(_book.Verify());

    [Fact]
    public void No_seals_hold() => Assert.Null(SealChain.Verify([], new(_book.Keys)));

    [Fact]
    public void A_line_is_read_back_as_it_was_written() =>
        Assert.All(_book.Seals, seal => Assert.Equal(seal, Seal.Parse(seal.ToLine())));

    [Fact]
    public void The_signature_is_over_the_line_without_it() => Assert.All(_book.Seals, seal => Assert.Equal(
        Encoding.UTF8.GetString(seal.ToLine()).Replace($",\"signature\":\"{seal.Signature}\"", "", StringComparison.Ordinal), Encoding.UTF8.GetString(seal.SignedBytes())));

    [Fact]
    public void A_missing_seal_is_named() => Broken(3, SealFault.Missing, seals => seals.RemoveAt(2));

    [Fact]
    public void Seals_in_another_order_are_named() => Broken(2, SealFault.Missing, seals => (seals[1], seals[2]) = (seals[2], seals[1]));

    [Fact]
    public void A_changed_seal_is_named() => Broken(4, SealFault.BadSignature, seals => seals[3] = seals[3] with { Cases = 7 });

    [Fact]
    public void A_seal_made_anew_with_the_right_key_shows_in_the_one_after() =>
        Broken(3, SealFault.WrongPrevious, seals => seals[1] = (seals[1] with { Cases = 7 }).Sign(_book.Private[0]));

    [Fact]
    public void A_seal_of_an_unknown_key_is_named() => Broken(2, SealFault.UnknownKey, seals => seals[1] = seals[1].Sign(SealBook.NewKey()));

    [Fact]
    public void A_key_used_after_its_time_is_named() => Broken(5, SealFault.KeyOutsideItsTime, seals => seals[4] = seals[4].Sign(_book.Private[0]));

    [Fact]
    public void A_key_used_before_its_time_is_named() => Broken(1, SealFault.KeyOutsideItsTime, seals => seals[0] = seals[0].Sign(_book.Private[1]));

    [Fact]
    public void A_seal_dated_before_the_one_before_is_named() =>
        Broken(3, SealFault.BeforeThePrevious, seals => seals[2] = (seals[2] with { At = SealBook.Day(1.5) }).Sign(_book.Private[0]));

    [Fact]
    public void A_seal_of_another_association_is_named() =>
        Broken(2, SealFault.OtherAssociation, seals => seals[1] = (seals[1] with { Association = "another" }).Sign(_book.Private[0]));

    [Fact]
    public void A_key_that_is_not_endorsed_makes_its_seals_void()
    {
        _book.Keys[1] = _book.Keys[1] with { Endorsement = Signatures.Sign(SealBook.NewKey(), _book.Keys[1].EndorsedBytes()) };

        Assert.Equal(new SealBreak(4, SealFault.KeyNotEndorsed), _book.Verify());
    }

    [Fact]
    public void A_key_under_anothers_id_is_unknown()
    {
        _book.Keys[0] = SealKey.First(SealBook.NewKey(), SealBook.Day(0)) with { Id = _book.Keys[0].Id, Until = _book.Keys[0].Until };

        Assert.Equal(new SealBreak(1, SealFault.UnknownKey), _book.Verify());
    }

    [Fact]
    public void A_key_endorsed_by_the_first_but_put_in_front_of_it_leads_to_nothing()
    {
        var keys = new KeyChain([_book.Keys[1], _book.Keys[0]]);

        Assert.Equal(_book.Keys[1], keys.FirstUnendorsed);
        Assert.False(keys.IsEndorsed(_book.Keys[0].Id));
    }

    [Fact]
    public void The_time_of_a_key_ends_where_the_next_begins()
    {
        _book.Keys[0] = _book.Keys[0] with { Until = SealBook.Day(9) };

        Assert.Equal(_book.Keys[1], new KeyChain(_book.Keys).FirstUnendorsed);
    }

    [Fact]
    public void Members_of_a_later_version_are_signed_and_kept()
    {
        var later = (_book.Seals[0] with { Later = """{"witness":{"b":[1,2],"a":"ن"},"zeal":7}""", Signature = null }).Sign(_book.Private[0]);
        var line = later.ToLine();
        var read = Seal.Parse(line)!;

        Assert.Equal("""{"witness":{"a":"ن","b":[1,2]},"zeal":7}""", read.Later);
        Assert.Equal(line, read.ToLine());
        Assert.Null(SealChain.Verify([read], new(_book.Keys)));
    }

    [Theory]
    [InlineData(" {line}")]
    [InlineData("{line} ")]
    [InlineData("no seal")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_not_exactly_a_seal_is_none(string line) => Assert.Null(Seal.Parse(Encoding.UTF8.GetBytes(line.Replace("{line}", Encoding.UTF8.GetString(_book.Seals[0].ToLine()), StringComparison.Ordinal))));

    [Fact]
    public void A_line_without_one_of_its_members_is_no_seal()
    {
        var members = JsonNode.Parse(_book.Seals[0].ToLine())!.AsObject().Select(member => member.Key).ToList();
        Assert.Equal(12, members.Count);
        Assert.All(members, member =>
        {
            var line = JsonNode.Parse(_book.Seals[0].ToLine())!.AsObject();
            line.Remove(member);
            Assert.Null(Seal.Parse(CanonicalJson.Serialize(line)));
        });
    }

    [Fact]
    public void A_key_of_another_curve_signs_nothing()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.False(Signatures.Verify(other.ExportSubjectPublicKeyInfo(), "content"u8, Signatures.Sign(_book.Current, "content"u8)));
        Assert.False(Signatures.Verify("no key"u8, "content"u8, Signatures.Sign(_book.Current, "content"u8)));
        Assert.False(Signatures.Verify(_book.Current.ExportSubjectPublicKeyInfo(), "content"u8, null));
    }

    [Fact]
    public void A_keys_id_is_read_out_in_groups_of_four() => Assert.Equal("0000 1111", Signatures.Grouped("00001111"));

    [Fact]
    public void Every_fault_has_its_words() => Assert.All(Enum.GetValues<SealFault>(), fault =>
    {
        var message = new SealBreak(17, fault).Message;
        Assert.Contains("17", message.Arabic, StringComparison.Ordinal);
        Assert.Contains("17", message.English, StringComparison.Ordinal);
    });

    private void Broken(long number, SealFault fault, Action<List<Seal>> tamper)
    {
        tamper(_book.Seals);
        Assert.Equal(new SealBreak(number, fault), _book.Verify());
    }

    private static SealBook FiveSealsUnderTwoKeys()
    {
        var book = SealBook.WithKey();
        book.AddEmpty(1);
        book.AddEmpty(2);
        book.AddEmpty(3);
        book.Rotate(3.5);
        book.AddEmpty(4);
        book.AddEmpty(5);
        return book;
    }
}
