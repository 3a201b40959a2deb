using CaseWorkflows.Cases.Committee;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Committees;

/// <summary>Somebody who held the committee's role when the round began.</summary>
internal sealed class SittingMemberRow
{
    public required string TaskId { get; set; }

    public int Round { get; set; }

    public required string UserId { get; set; }

    public bool IsChair { get; set; }
}

/// <summary>Somebody voted; in an open ballot, what. Triggers refuse to change it.</summary>
internal sealed class VoteRow
{
    public required string TaskId { get; set; }

    public int Round { get; set; }

    public required string MemberId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Null in a secret ballot.</summary>
    public VoteChoice? Choice { get; set; }

    /// <summary>Null in a secret ballot, and where none was said.</summary>
    public string? Reason { get; set; }
}

/// <summary>What was chosen in a round of a secret ballot, by nobody in particular.</summary>
internal sealed class BallotBoxRow
{
    public required string TaskId { get; set; }

    public int Round { get; set; }

    /// <summary>JSON array of ballots, sorted by what they say.</summary>
    public required string Box { get; set; }
}

/// <summary>A member stays out of a case.</summary>
internal sealed class RecusalRow
{
    public required string TaskId { get; set; }

    public required string MemberId { get; set; }

    public required string Reason { get; set; }

    /// <summary>The member, or who led the committee.</summary>
    public required string ById { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>Something a member said about the case, for the committee only.</summary>
internal sealed class DiscussionRow
{
    public required string Id { get; set; }

    public required string TaskId { get; set; }

    public required string AuthorId { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset At { get; set; }
}

internal sealed class BallotRowsConfiguration : IEntityTypeConfiguration<SittingMemberRow>, IEntityTypeConfiguration<VoteRow>, IEntityTypeConfiguration<BallotBoxRow>,
    IEntityTypeConfiguration<RecusalRow>, IEntityTypeConfiguration<DiscussionRow>
{
    public void Configure(EntityTypeBuilder<SittingMemberRow> builder) => builder.ToTable("committee_members").HasKey(row => new { row.TaskId, row.Round, row.UserId });

    public void Configure(EntityTypeBuilder<VoteRow> builder) => builder.ToTable("committee_votes").HasKey(row => new { row.TaskId, row.Round, row.MemberId });

    public void Configure(EntityTypeBuilder<BallotBoxRow> builder) => builder.ToTable("committee_ballot_boxes").HasKey(row => new { row.TaskId, row.Round });

    public void Configure(EntityTypeBuilder<RecusalRow> builder) => builder.ToTable("committee_recusals").HasKey(row => new { row.TaskId, row.MemberId });

    public void Configure(EntityTypeBuilder<DiscussionRow> builder) => builder.ToTable("committee_discussion").HasKey(row => row.Id);
}
