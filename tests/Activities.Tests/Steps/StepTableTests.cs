using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using System.Reflection;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Descriptors;

namespace CaseWorkflows.Activities.Tests.Steps;

/// <summary>The steps are what designers, policies and screens take them for.</summary>
public sealed class StepTableTests
{
    /// <summary>The agreed table: clause, stage, roles offered by default, outcomes in the order of the buttons.</summary>
    public static TheoryData<string, string?, CaseStage, string, string> Table => new()
    {
        { "OpenCase", "outreach.channels", CaseStage.Opened, "", "Done" },
        { "ReceiveBeneficiary", "procedure.receive", CaseStage.Reception, "relations-officer branch-delegate", "Received Withdrawn" },
        { "VerifyInformation", "procedure.verify", CaseStage.Verification, "relations-officer", "Verified Incomplete Unclear" },
        { "ReferToSocialResearch", "procedure.refer", CaseStage.SocialResearch, "social-research-officer", "Clarified Withdrawn" },
        { "SignDeclaration", "procedure.declare", CaseStage.Declaration, "relations-officer", "Signed Declined" },
        { "InformApplicant", "procedure.inform-and-study", CaseStage.Opened, "relations-officer", "Done" },
        { "CommitteeReview", "procedure.inform-and-study", CaseStage.Study, "committee-member committee-chair", "Approved Rejected MoreInformation" },
        { "OfferAppeal", "rights.disputes", CaseStage.Appeal, "relations-officer", "Appealed Accepted Expired" },
        { "CompleteRegistration", "procedure.register", CaseStage.Registration, "registration-clerk", "Registered Incomplete" },
        { "DeliverService", "procedure.deliver", CaseStage.Delivery, "service-provider", "Delivered NotDelivered" },
        { "MeasureSatisfaction", "quality.satisfaction", CaseStage.Satisfaction, "relations-officer", "Answered NoAnswer" },
        { "NotifyBeneficiary", "outreach.proactive", CaseStage.Opened, "", "Done" },
        { "CloseCase", null, CaseStage.Opened, "", "Done" },
    };

    /// <summary>Type names of all steps.</summary>
    public static TheoryData<string> Steps => new(ProcedureSteps.Descriptors.Select(descriptor => descriptor.TypeName));

    /// <summary>Inputs and outputs every human step has, by the names in definitions.</summary>
    private static readonly string[] CommonInputs =
    [
        "title", "summary", "instructions", "candidateGroups", "candidateUsers", "assignee", "excludedUsers", "form", "priority", "dueIn", "remindBefore",
        "escalateTo", "reference",
    ];

    [Theory]
    [MemberData(nameof(Table))]
    public void A_step_is_what_the_table_says(string name, string? clause, CaseStage stage, string roles, string outcomes)
    {
        var step = ProcedureSteps.Find("CaseWorkflows." + name);

        Assert.NotNull(step);
        Assert.Equal((clause, stage), (step.About.Clause, step.About.Stage));
        Assert.Equal(roles, string.Join(' ', step.About.Roles));
        Assert.Equal(outcomes, string.Join(' ', step.Outcomes.Select(outcome => outcome.Name)));
    }

    [Fact]
    public void The_table_names_every_step_in_the_order_of_the_procedure()
        => Assert.Equal(Table.Select(row => "CaseWorkflows." + row[0]), ProcedureSteps.Descriptors.Select(descriptor => descriptor.TypeName));

    [Fact]
    public void Every_activity_of_the_assembly_is_a_step()
        => Assert.Equal(
            typeof(OpenCase).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && typeof(Engine.IActivity).IsAssignableFrom(type)).Select(type => type.Name).Order(StringComparer.Ordinal),
            ProcedureSteps.Descriptors.Select(descriptor => descriptor.ClrType.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Steps))]
    public void The_ports_drawn_are_the_outcomes_named(string typeName)
    {
        var descriptor = DescriptorOf(typeName);
        var outcomes = ProcedureSteps.Find(typeName)!.Outcomes;

        Assert.Equal(outcomes.Select(outcome => outcome.Name), descriptor.ClrType.GetCustomAttribute<FlowNodeAttribute>()!.Outcomes);
        Assert.Equal(outcomes.Select(outcome => (outcome.Name, outcome.DisplayName.English)), descriptor.Ports.Select(port => (port.Name, port.DisplayName)));
        Assert.Equal(outcomes.Count, outcomes.Select(outcome => outcome.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(outcomes, outcome => Assert.Matches("^[A-Z][A-Za-z]+$", outcome.Name));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void People_read_steps_and_outcomes_in_their_own_language(string typeName)
    {
        var step = ProcedureSteps.Find(typeName)!;

        Assert.All(step.Outcomes.Select(outcome => outcome.DisplayName).Append(step.About.Name), name =>
        {
            Assert.Matches(@"^[\p{IsArabic} ]+$", name.Arabic.Replace("{person}", "", StringComparison.Ordinal));
            Assert.Matches("^[A-Za-z ]+$", name.English.Replace("{person}", "", StringComparison.Ordinal));
            Assert.Equal(name.Arabic.Contains("{person}", StringComparison.Ordinal), name.English.Contains("{person}", StringComparison.Ordinal));
        });
        Assert.Equal(step.About.Name.English, DescriptorOf(typeName).DisplayName);
        Assert.False(string.IsNullOrWhiteSpace(DescriptorOf(typeName).Description));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Roles_offered_by_default_are_roles_of_the_product(string typeName)
        => Assert.All(ProcedureSteps.Find(typeName)!.About.Roles, role => Assert.NotNull(Role.Find(role)));

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_human_step_has_the_settings_every_task_shares(string typeName)
    {
        var descriptor = DescriptorOf(typeName);
        if (!typeof(UserTaskActivity).IsAssignableFrom(descriptor.ClrType))
        {
            Assert.Empty(ProcedureSteps.Find(typeName)!.About.Roles);
            return;
        }

        Assert.Empty(CommonInputs.Except(descriptor.Inputs.Select(input => input.JsonName)));
        Assert.Empty(new[] { "action", "completedBy", "reason", "data" }.Except(descriptor.Outputs.Select(output => output.JsonName)));
        Assert.NotEmpty(ProcedureSteps.Find(typeName)!.About.Roles);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_input_has_a_name_to_show_and_its_own_place(string typeName)
    {
        var inputs = DescriptorOf(typeName).Inputs;

        Assert.Equal(inputs.Count, inputs.Select(input => input.Order).Distinct().Count());
        Assert.Equal(inputs.Count, inputs.Select(input => input.DisplayName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("CaseWorkflows.ReceiveBeneficiary", "Withdrawn")]
    [InlineData("CaseWorkflows.VerifyInformation", "Incomplete")]
    [InlineData("CaseWorkflows.ReferToSocialResearch", "Withdrawn")]
    [InlineData("CaseWorkflows.CommitteeReview", "Rejected MoreInformation")]
    [InlineData("CaseWorkflows.OfferAppeal", "Appealed")]
    [InlineData("CaseWorkflows.CompleteRegistration", "Incomplete")]
    [InlineData("CaseWorkflows.DeliverService", "NotDelivered")]
    [InlineData("CaseWorkflows.SignDeclaration", "")]
    [InlineData("CaseWorkflows.MeasureSatisfaction", "")]
    public void Whoever_sends_a_case_back_or_ends_it_says_why(string typeName, string outcomes)
        => Assert.Equal(outcomes, string.Join(' ', ProcedureSteps.Find(typeName)!.Outcomes.Where(outcome => outcome.NeedsReason).Select(outcome => outcome.Name)));

    [Fact]
    public void A_type_of_somebody_else_is_no_step() => Assert.Null(ProcedureSteps.Find("Elsa.Delay"));

    private static ActivityDescriptor DescriptorOf(string typeName) => ProcedureFile.Registry.Find(typeName, 1)!;
}
