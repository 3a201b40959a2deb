using CaseWorkflows.Cases.Committee;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Committees;

/// <summary>A committee that votes over one task. It is over when its task is.</summary>
internal sealed class SittingRow
{
    public required string TaskId { get; set; }

    public required string WorkflowInstanceId { get; set; }

    /// <summary>That very execution of the step, which says later that the decision left the house.</summary>
    public required string ActivityInstanceId { get; set; }

    public required string AssociationKey { get; set; }

    public required string CaseId { get; set; }

    public required string CommitteeKey { get; set; }

    /// <summary>JSON of the rules as they stood when the sitting began.</summary>
    public required string Rules { get; set; }

    public bool Secret { get; set; }

    /// <summary>Counts from 1; one more each time the committee votes again.</summary>
    public int Round { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>The floor.</summary>
    public DateTimeOffset ReleasableAt { get; set; }

    public CountFrom CountedFrom { get; set; }

    public DateTimeOffset CountedFromAt { get; set; }

    /// <summary>As d.hh:mm:ss.</summary>
    public required string MinimumPeriod { get; set; }

    public bool WorkingDays { get; set; }

    /// <summary>When the round's ballot was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>When the decision was certain; null until then. Nobody outside learns of it before <see cref="ReleasedAt"/>.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    public CommitteeAnswer? Decision { get; set; }

    public DecisionGround? Ground { get; set; }

    /// <summary>JSON of the votes counted.</summary>
    public string? Tally { get; set; }

    /// <summary>The reasons of those who voted as it was decided.</summary>
    public string? Reason { get; set; }

    public string? CompletedBy { get; set; }

    public DateTimeOffset? ReleasedAt { get; set; }
}

internal sealed class SittingRowConfiguration : IEntityTypeConfiguration<SittingRow>
{
    public void Configure(EntityTypeBuilder<SittingRow> builder) => builder.ToTable("committee_sittings").HasKey(row => row.TaskId);
}
