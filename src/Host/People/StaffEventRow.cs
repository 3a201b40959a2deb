using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.People;

/// <summary>What somebody did to an account. Triggers refuse to change or remove it. No passwords and no codes.</summary>
internal sealed class StaffEventRow
{
    public const string Created = "AccountCreated";
    public const string RolesChanged = "RolesChanged";
    public const string BranchesChanged = "BranchesChanged";
    public const string PasswordReset = "PasswordReset";
    public const string PasswordChanged = "PasswordChanged";
    public const string SignedOutEverywhere = "SignedOutEverywhere";
    public const string SecondFactorOn = "SecondFactorOn";
    public const string SecondFactorOff = "SecondFactorOff";
    public const string Disabled = "AccountDisabled";
    public const string Enabled = "AccountEnabled";
    public const string Unlocked = "AccountUnlocked";
    public const string AbsencePlanned = "AbsencePlanned";
    public const string AbsenceEnded = "AbsenceEnded";

    public long Id { get; set; }

    /// <summary>Null for what is about the account as a whole.</summary>
    public string? AssociationKey { get; set; }

    /// <summary>Whose account.</summary>
    public required string PersonId { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    /// <summary>JSON object with before and after; null when the action says it all.</summary>
    public string? Data { get; set; }
}

internal sealed class StaffEventRowConfiguration : IEntityTypeConfiguration<StaffEventRow>
{
    public void Configure(EntityTypeBuilder<StaffEventRow> builder) => builder.ToTable("staff_events").HasKey(row => row.Id);
}
