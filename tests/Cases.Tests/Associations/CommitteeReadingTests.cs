using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Files;

namespace CaseWorkflows.Cases.Tests.Associations;

public sealed class CommitteeReadingTests
{
    private const string Name = """ "name": { "ar": "لجنة البحث", "en": "Research committee" } """;

    [Fact]
    public void An_association_may_describe_no_committee() => Assert.Empty(Profiles.Oasis.Committees);

    [Fact]
    public void What_is_not_written_has_its_usual_meaning()
    {
        var committee = Assert.Single(Read($$"""[{ "key": "research-committee", {{Name}}, "rule": "majority" }]""").Value.Committees);

        Assert.Equal(("research-committee", "Research committee"), (committee.Key, committee.Name.English));
        Assert.Equal(new CommitteeRules { Method = VotingMethod.Majority, Quorum = Share.MoreThanHalf }, committee.Rules);
    }

    [Fact]
    public void Everything_that_can_be_said_is_read()
    {
        var profile = Read($$"""
            [
              { "key": "one", {{Name}}, "rule": "veto", "vetoBy": "committee-chair", "quorum": 3, "leastVotes": 2, "mostAbsent": 0, "chairMayBeAbsent": false, "castingVote": true, "otherwise": "rejected", "ballot": "secret" },
              { "key": "two", {{Name}}, "rule": "threshold", "threshold": "67%", "quorum": "60%", "ballot": "open" }
            ]
            """).Value;

        Assert.Equal(
            new CommitteeRules
            {
                Method = VotingMethod.Veto, VetoBy = VetoRight.Chair, Quorum = Share.Number(3), LeastVotes = 2, MostAbsent = 0, ChairMayBeAbsent = false, CastingVote = true,
                Otherwise = Otherwise.Rejected, Secret = true,
            },
            profile.Committee("one")?.Rules);
        Assert.Equal(new CommitteeRules { Method = VotingMethod.Threshold, Threshold = Share.Percent(67), Quorum = Share.Percent(60) }, profile.Committee("two")?.Rules);
        Assert.Null(profile.Committee("three"));
        Assert.Null(profile.Committee(null));
    }

    // Each row: what stands in the committee beside its key and name, and the one path that must be named.
    [Theory]
    [InlineData("""  "rule": "lottery" """, "rule")]
    [InlineData("""  "quorum": 2 """, "rule")]
    [InlineData("""  "rule": "majority", "quorum": 0 """, "quorum")]
    [InlineData("""  "rule": "majority", "quorum": "two" """, "quorum")]
    [InlineData("""  "rule": "majority", "quorum": true """, "quorum")]
    [InlineData("""  "rule": "majority", "leastVotes": 0 """, "leastVotes")]
    [InlineData("""  "rule": "majority", "leastVotes": 1.5 """, "leastVotes")]
    [InlineData("""  "rule": "majority", "mostAbsent": -1 """, "mostAbsent")]
    [InlineData("""  "rule": "majority", "threshold": 2 """, "threshold")]
    [InlineData("""  "rule": "majority", "vetoBy": "anybody" """, "vetoBy")]
    [InlineData("""  "rule": "threshold" """, "threshold")]
    [InlineData("""  "rule": "threshold", "threshold": "150%" """, "threshold")]
    [InlineData("""  "rule": "threshold", "threshold": 2, "castingVote": true """, "castingVote")]
    [InlineData("""  "rule": "consensus", "castingVote": true """, "castingVote")]
    [InlineData("""  "rule": "veto" """, "vetoBy")]
    [InlineData("""  "rule": "veto", "vetoBy": "auditor" """, "vetoBy")]
    [InlineData("""  "rule": "majority", "castingVote": "yes" """, "castingVote")]
    [InlineData("""  "rule": "majority", "chairMayBeAbsent": 1 """, "chairMayBeAbsent")]
    [InlineData("""  "rule": "majority", "otherwise": "approved" """, "otherwise")]
    [InlineData("""  "rule": "majority", "ballot": "hidden" """, "ballot")]
    public void One_thing_wrong_is_named_by_its_path_alone(string rules, string field)
    {
        var refusal = Read($$"""[{ "key": "research-committee", {{Name}}, {{rules}} }]""").Refusal;

        var faults = Assert.IsAssignableFrom<IReadOnlyList<FileFault>>(refusal?.Facts?["faults"]);
        Assert.Equal($"$.committees[0].{field}", Assert.Single(faults).Path);
    }

    [Fact]
    public void A_key_stands_for_one_committee() => Assert.Equal(
        "$.committees", Read($$"""[{ "key": "one", {{Name}}, "rule": "majority" }, { "key": "one", {{Name}}, "rule": "consensus" }]""").Refusal?.Field);

    private static Cases.Refusals.Outcome<AssociationProfile> Read(string committees) =>
        AssociationProfile.Parse(Profiles.Changed(file => file["committees"] = JsonNode.Parse(committees)));
}
