using System.Collections.Concurrent;
using System.Reflection;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine.Descriptors;

namespace CaseWorkflows.Activities.Steps;

/// <summary>What is known of a step without running it.</summary>
/// <param name="TypeName">The activity's type name in definitions.</param>
/// <param name="About">Name, clause, stage and roles.</param>
/// <param name="Outcomes">The ways to leave it, in the order they are offered.</param>
public sealed record ProcedureStep(string TypeName, ProcedureStepAttribute About, IReadOnlyList<OutcomeAttribute> Outcomes)
{
    private const string Prefix = $"{nameof(CaseWorkflows)}.";

    /// <summary>The type name without its prefix, as filters name the step.</summary>
    public string Key => KeyOf(TypeName);

    /// <summary>What a person may choose, in that order; a running step may offer less.</summary>
    public IReadOnlyList<TaskAction> Actions { get; } = [.. Outcomes.Where(outcome => !outcome.ByClock).Select(outcome => new TaskAction(outcome.Name, outcome.DisplayName)
    {
        NeedsReason = outcome.NeedsReason,
        NeedsData = outcome.NeedsData,
        Ratings = outcome.Ratings,
    })];

    /// <summary>As <see cref="Key"/>, also for a type that is no step; one that is not ours keeps its whole name.</summary>
    public static string KeyOf(string activityType) => activityType.StartsWith(Prefix, StringComparison.Ordinal) ? activityType[Prefix.Length..] : activityType;
}

/// <summary>The steps of the procedure, for the engine's registry, for designers and for screens.</summary>
public static class ProcedureSteps
{
    private static readonly ConcurrentDictionary<Type, ProcedureStep> ByType = new();

    /// <summary>Every step this assembly offers, in the order of the procedure.</summary>
    public static IReadOnlyList<ActivityDescriptor> Descriptors { get; } =
    [
        Describe<OpenCase>(), Describe<ReceiveBeneficiary>(), Describe<VerifyInformation>(), Describe<ReferToSocialResearch>(),
        Describe<SignDeclaration>(), Describe<InformApplicant>(), Describe<CommitteeReview>(), Describe<OfferAppeal>(),
        Describe<CompleteRegistration>(), Describe<DeliverService>(), Describe<MeasureSatisfaction>(), Describe<NotifyBeneficiary>(),
        Describe<CloseCase>(),
    ];

    /// <summary>Those in which people have something to do, in the same order.</summary>
    public static IReadOnlyList<ProcedureStep> Human { get; } = [.. Descriptors.Where(descriptor => descriptor.ClrType.IsAssignableTo(typeof(UserTaskActivity))).Select(descriptor => Of(descriptor.ClrType))];

    /// <summary>What is known of an activity's class. Throws for a class that is no step of the procedure.</summary>
    public static ProcedureStep Of(Type activityType) => ByType.GetOrAdd(activityType, Read);

    /// <summary>What is known of a step by the type name definitions use; null when it is none of ours.</summary>
    public static ProcedureStep? Find(string typeName)
        => Descriptors.FirstOrDefault(descriptor => descriptor.TypeName == typeName) is { } found ? Of(found.ClrType) : null;

    private static ProcedureStep Read(Type type) => new(
        ActivityTypeName.Of(type).Name,
        type.GetCustomAttribute<ProcedureStepAttribute>() ?? throw new InvalidOperationException($"{type.Name} is no step of the procedure."),
        [.. type.GetCustomAttributes<OutcomeAttribute>()]);

    private static ActivityDescriptor Describe<T>()
        where T : Engine.IActivity, new()
    {
        var step = Of(typeof(T));
        var descriptor = ActivityDescriber.Describe<T>();
        return descriptor with
        {
            DisplayName = step.About.Name.English,
            Ports = [.. descriptor.Ports.Select(port => port with
            {
                DisplayName = step.Outcomes.FirstOrDefault(outcome => outcome.Name == port.Name)?.DisplayName.English ?? port.DisplayName,
            })],
        };
    }
}
