using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.People;

/// <summary>Someone who signs in. What they may do is in <see cref="StaffRoleRow"/>, per association.</summary>
internal sealed class StaffMember : IdentityUser
{
    public required string NameArabic { get; set; }

    public required string NameEnglish { get; set; }

    /// <summary>True while the password is one that somebody else has seen: nothing but changing it is open to the person.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When the account was put out of use; null while the person may sign in. Accounts are never removed, because histories name them.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}

/// <summary>Identity names its tables after ASP.NET; ours are named after what they hold.</summary>
internal sealed class StaffMemberConfiguration :
    IEntityTypeConfiguration<StaffMember>,
    IEntityTypeConfiguration<IdentityUserClaim<string>>,
    IEntityTypeConfiguration<IdentityUserLogin<string>>,
    IEntityTypeConfiguration<IdentityUserToken<string>>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder) => builder.ToTable("staff_members");

    public void Configure(EntityTypeBuilder<IdentityUserClaim<string>> builder) => builder.ToTable("staff_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<string>> builder) => builder.ToTable("staff_logins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<string>> builder) => builder.ToTable("staff_tokens");
}
