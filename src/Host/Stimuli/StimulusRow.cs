using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Stimuli;

/// <summary>An answer that came before anybody waited for it. It stays until somebody does, or until so much time has gone by that a person must look.</summary>
internal sealed class StimulusRow
{
    public required string Id { get; set; }

    /// <summary>The hash of the bookmark it is for.</summary>
    public required string Hash { get; set; }

    public required string AssociationKey { get; set; }

    /// <summary>The case whose instances may take it; null when the hash alone says whose it is.</summary>
    public string? CaseId { get; set; }

    /// <summary>What it is, for people: the task's id or the event's name.</summary>
    public required string Subject { get; set; }

    /// <summary>The input the bookmark is resumed with, as JSON.</summary>
    public required string Payload { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }

    /// <summary>How often a person has put it back after it had been given up.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was given up; nobody is answered with it from then on.</summary>
    public DateTimeOffset? DeadAt { get; set; }
}

internal sealed class StimulusRowConfiguration : IEntityTypeConfiguration<StimulusRow>
{
    public void Configure(EntityTypeBuilder<StimulusRow> builder) => builder.ToTable("stimulus_inbox").HasKey(row => row.Id);
}
