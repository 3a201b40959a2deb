using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Committees;

/// <summary>A day on which a committee meets over several cases.</summary>
internal sealed class SessionRow
{
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    public required string CommitteeKey { get; set; }

    public required string Title { get; set; }

    public DateOnly HeldOn { get; set; }

    public required string Place { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }
}

/// <summary>A case on a session's agenda.</summary>
internal sealed class SessionItemRow
{
    public required string SessionId { get; set; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    public required string TaskId { get; set; }

    public required string CaseId { get; set; }
}

/// <summary>Whether a member came.</summary>
internal sealed class AttendanceRow
{
    public required string SessionId { get; set; }

    public required string MemberId { get; set; }

    public bool Present { get; set; }

    public DateTimeOffset NotedAt { get; set; }

    public required string NotedBy { get; set; }
}

/// <summary>A session's minutes: the chair's wording of reasons, and once signed the text in both languages. Triggers refuse to change what is signed.</summary>
internal sealed class MinutesRow
{
    public required string SessionId { get; set; }

    /// <summary>JSON object of the chair's wording by task; what is not in it stays as the members said it.</summary>
    public required string Reasons { get; set; }

    public int Revision { get; set; }

    public string? TextAr { get; set; }

    public string? TextEn { get; set; }

    /// <summary>Of both texts, Arabic first, in lower-case hex.</summary>
    public string? Sha256 { get; set; }

    public DateTimeOffset? SignedAt { get; set; }

    public string? SignedBy { get; set; }
}

internal sealed class SessionRowsConfiguration : IEntityTypeConfiguration<SessionRow>, IEntityTypeConfiguration<SessionItemRow>, IEntityTypeConfiguration<AttendanceRow>,
    IEntityTypeConfiguration<MinutesRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder) => builder.ToTable("committee_sessions").HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<SessionItemRow> builder) => builder.ToTable("committee_session_items").HasKey(row => new { row.SessionId, row.Position });

    public void Configure(EntityTypeBuilder<AttendanceRow> builder) => builder.ToTable("committee_attendance").HasKey(row => new { row.SessionId, row.MemberId });

    public void Configure(EntityTypeBuilder<MinutesRow> builder) => builder.ToTable("committee_minutes").HasKey(row => row.SessionId);
}
