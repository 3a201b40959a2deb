using CaseWorkflows.Cases.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Cases;

/// <summary>One thing that happened to a case. Triggers refuse to change, remove or replace it; each row's hash covers the one before.</summary>
internal sealed class CaseEventRow
{
    public required string CaseId { get; set; }

    /// <summary>Position in the case's history.</summary>
    public long Seq { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The person's id, or <c>system</c> for the clock.</summary>
    public required string Actor { get; set; }

    public string? OnBehalfOf { get; set; }

    /// <summary>The role the act rested on; null when it needed none.</summary>
    public string? Role { get; set; }

    /// <summary>The way the act came in; null for what the procedure did by itself.</summary>
    public string? Channel { get; set; }

    public required string Action { get; set; }

    public string? ActivityType { get; set; }

    public string? ActivityId { get; set; }

    /// <summary>The policy clause the step fulfils, such as <c>procedure.verify</c>.</summary>
    public string? Clause { get; set; }

    public string? DefinitionVersion { get; set; }

    public string? Reason { get; set; }

    /// <summary>JSON object with before and after; null when the action says it all.</summary>
    public string? Data { get; set; }

    public required string PreviousHash { get; set; }

    public required string Hash { get; set; }

    /// <summary>The event as it was chained.</summary>
    public CaseEvent ToEvent() => new()
    {
        CaseId = CaseId,
        Seq = Seq,
        At = At,
        Actor = Actor,
        OnBehalfOf = OnBehalfOf,
        Role = Role,
        Channel = Channel,
        Action = Action,
        ActivityType = ActivityType,
        ActivityId = ActivityId,
        Clause = Clause,
        DefinitionVersion = DefinitionVersion,
        Reason = Reason,
        Data = Data,
        PreviousHash = PreviousHash,
        Hash = Hash,
    };
}

internal sealed class CaseEventRowConfiguration : IEntityTypeConfiguration<CaseEventRow>
{
    public void Configure(EntityTypeBuilder<CaseEventRow> builder) =>
        builder.ToTable("case_events").HasKey(row => new { row.CaseId, row.Seq });
}
