using CaseWorkflows.Host.CaseMigrations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.FollowUp;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Notifications;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Stimuli;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Projections;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Sealing;
using CaseWorkflows.Host.Trail;
using CaseWorkflows.Host.Triggers;
using CaseWorkflows.Host.Workflows;
using CaseWorkflows.Host.WorkflowTasks;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence;

/// <summary>
/// Every table as EF sees it. Reads come from the pooled factory, never tracked and never able to write; a context that writes comes from
/// <see cref="CaseTransaction.JoinAsync"/>. Indexes, checks and triggers stand in the migrations' SQL alone; a test holds columns and keys
/// of the two together.
/// </summary>
internal sealed class CaseDbContext(DbContextOptions<CaseDbContext> options) : IdentityUserContext<StaffMember>(options)
{
    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<ApplicantRow> Applicants => Set<ApplicantRow>();

    public DbSet<CaseEventRow> CaseEvents => Set<CaseEventRow>();

    public DbSet<SealRow> Seals => Set<SealRow>();

    public DbSet<SealedHeadRow> SealedHeads => Set<SealedHeadRow>();

    public DbSet<SealKeyRow> SealKeys => Set<SealKeyRow>();

    public DbSet<ReadRow> Reads => Set<ReadRow>();

    public DbSet<ReadCaseRow> ReadCases => Set<ReadCaseRow>();

    public DbSet<ReadBatchRow> ReadBatches => Set<ReadBatchRow>();

    public DbSet<ProjectionRow> Projections => Set<ProjectionRow>();

    public DbSet<TrailRow> Trail => Set<TrailRow>();

    public DbSet<TrailWordRow> TrailWords => Set<TrailWordRow>();

    public DbSet<CaseWordRow> CaseWords => Set<CaseWordRow>();

    public DbSet<DocumentRow> Documents => Set<DocumentRow>();

    public DbSet<CommentRow> Comments => Set<CommentRow>();

    public DbSet<MentionRow> Mentions => Set<MentionRow>();

    public DbSet<SpokenRow> Conversation => Set<SpokenRow>();

    public DbSet<UserTaskRow> UserTasks => Set<UserTaskRow>();

    public DbSet<TaskCandidateRow> TaskCandidates => Set<TaskCandidateRow>();

    public DbSet<FormVersionRow> FormVersions => Set<FormVersionRow>();

    public DbSet<TaskDraftRow> TaskDrafts => Set<TaskDraftRow>();

    public DbSet<SittingRow> Sittings => Set<SittingRow>();

    public DbSet<SittingMemberRow> SittingMembers => Set<SittingMemberRow>();

    public DbSet<VoteRow> Votes => Set<VoteRow>();

    public DbSet<BallotBoxRow> BallotBoxes => Set<BallotBoxRow>();

    public DbSet<RecusalRow> Recusals => Set<RecusalRow>();

    public DbSet<DiscussionRow> Discussion => Set<DiscussionRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<SessionItemRow> SessionItems => Set<SessionItemRow>();

    public DbSet<AttendanceRow> Attendance => Set<AttendanceRow>();

    public DbSet<MinutesRow> Minutes => Set<MinutesRow>();

    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();

    public DbSet<DefinitionEventRow> DefinitionEvents => Set<DefinitionEventRow>();

    public DbSet<InstanceRow> Instances => Set<InstanceRow>();

    public DbSet<CaseMigrationRow> CaseMigrations => Set<CaseMigrationRow>();

    public DbSet<CaseMigrationItemRow> CaseMigrationItems => Set<CaseMigrationItemRow>();

    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();

    public DbSet<JournalRow> Journal => Set<JournalRow>();

    public DbSet<TriggerRow> Triggers => Set<TriggerRow>();

    public DbSet<StimulusRow> EarlyStimuli => Set<StimulusRow>();

    public DbSet<WorkflowTaskRow> WorkflowTasks => Set<WorkflowTaskRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<OperationRow> Operations => Set<OperationRow>();

    public DbSet<StaffRoleRow> StaffRoles => Set<StaffRoleRow>();

    public DbSet<StaffEventRow> StaffEvents => Set<StaffEventRow>();

    public DbSet<AbsenceRow> Absences => Set<AbsenceRow>();

    public DbSet<BranchRow> Branches => Set<BranchRow>();

    public DbSet<StaffBranchRow> StaffBranches => Set<StaffBranchRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<FollowUpCodeRow> FollowUpCodes => Set<FollowUpCodeRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CaseDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<string>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Conventions.Add(_ => new SnakeCaseColumns());
    }
}
