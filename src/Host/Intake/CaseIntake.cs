using System.Text.Json.Nodes;
using CaseWorkflows.Activities;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Intake;

/// <summary>Opens cases: checks the request, finds or adds the person, numbers the case and starts its procedure, in one transaction.</summary>
internal sealed class CaseIntake(
    UnitOfWork unitOfWork, BurstRunner bursts, DefinitionCatalogue definitions, ApplicantRegister applicants, OperationLedger operations, TimeProvider clock)
{
    public Task<Outcome<Answer>> OpenAsync(Association association, OpenCaseRequest request, Actor actor, CancellationToken ct) => OpenAsync(association, request, null, actor, ct);

    /// <param name="association">Where it is opened.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="scan">The letter it came by, kept already; a document of the case from its first moment. Null for none.</param>
    /// <param name="actor">Who opens it.</param>
    /// <param name="ct">Gives up waiting.</param>
    public Task<Outcome<Answer>> OpenAsync(Association association, OpenCaseRequest request, StoredDocument? scan, Actor actor, CancellationToken ct)

        // Asked for again, it is answered as the first time, whatever has become of procedure and roles since: so the ledger comes before every check.
        => unitOfWork.WriteAsync((tx, token) =>
        {
            var now = clock.GetUtcNow();
            return operations.OnceInTx(
                tx, actor.Id, request.OperationId, scan is null ? (object)new { association = association.Key, request } : new { association = association.Key, request, scan = scan.Sha256 }, now,
                () => CheckAndOpenInTx(tx, association, request, scan, actor, now, token), token);
        }, ct);

    private async Task<Outcome<Answer>> CheckAndOpenInTx(
        CaseTransaction tx, Association association, OpenCaseRequest request, StoredDocument? scan, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        RegisteredApplicant? known = null;
        if (request.PersonId is { } person)
        {
            if ((known = await ApplicantRegister.FindKnownInTx(tx, association.Key, person, ct)) is null)
            {
                return IntakeAnswers.NoSuchPerson();
            }

            request = request with { Applicant = request.Applicant with { FullName = known.FullName } };
        }

        if (!IntakeRules.Check(request.ToCommand(), association.Profile, actor).Succeeded(out var accepted, out var refusal))
        {
            return refusal;
        }

        if (request.NotTheSame?.FirstOrDefault(other => IntakeHistory.SaysNothing(other.Reason)) is { } unsaid)
        {
            return IntakeAnswers.DifferenceNotSaid(unsaid.PersonId);
        }

        if (request.BranchId is { } branch && !await CaseStore.HasBranchInTx(tx, association.Key, branch, ct))
        {
            return IntakeAnswers.UnknownBranch();
        }

        if (await DefinitionCatalogue.PublishedVersionInTx(tx, association.Key, association.Profile.Procedure, ct) is not { } version)
        {
            return IntakeAnswers.NoProcedure();
        }

        var start = (await definitions.GraphAsync(version, ct)).Nodes.Select(node => node.Activity).OfType<OpenCase>().FirstOrDefault();
        return start?.Accepts(accepted.Channel.Key) == false
            ? IntakeAnswers.ChannelNotInProcedure(accepted.Channel)
            : await OpenInTx(tx, association, request, scan, known, accepted, version, actor, now, ct);
    }

    private async Task<Outcome<Answer>> OpenInTx(
        CaseTransaction tx, Association association, OpenCaseRequest request, StoredDocument? scan, RegisteredApplicant? known, AcceptedCase accepted, string version, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var found = known is null ? await applicants.FindOrAddInTx(tx, association.Key, accepted, request.NotTheSame?.Select(other => other.PersonId) ?? [], now, ct) : await applicants.CompleteInTx(tx, association.Key, known, accepted, ct);
        if (!found.Succeeded(out var applicant, out var refusal))
        {
            return refusal;
        }

        if (await CaseStore.FindOpenInTx(tx, association.Key, applicant.Id, accepted.Service.Key, ct) is { } open)
        {
            return IntakeAnswers.AlreadyOpen(open);
        }

        var year = association.Profile.Calendar.DayOf(now).Year;
        var sequence = await CaseStore.NextNumberInTx(tx, association.Key, year, ct);
        var row = new CaseRow
        {
            Id = NewId(),
            AssociationKey = association.Key,
            Number = CaseNumbers.Of(association.Profile.NumberPrefix, year, sequence),
            Service = accepted.Service.Key,
            Channel = accepted.Channel.Key,
            Stage = nameof(CaseStage.Opened),
            ApplicantId = applicant.Id,
            Needs = accepted.Needs,
            BranchId = request.BranchId,
            DefinitionId = association.Profile.Procedure,
            DefinitionVersionId = version,
            WorkflowInstanceId = NewId(),
            OpenedAt = now,
            OpenedBy = actor.Id,
            HistoryHash = HashChain.Genesis,
        };
        var file = new CaseFile(new CaseHead(row.Id, row.Number, row.Service, row.Channel))
        {
            Association = row.AssociationKey, DefinitionVersionId = version, InstanceId = row.WorkflowInstanceId,
        };
        await IntakeHistory.RecordInTx(tx, file, row, request, accepted, actor, now, ct);
        if (scan is not null)
        {
            await DocumentStore.AttachInTx(tx, file, actor, scan, new(DocumentSource.Intake), now, ct);
        }

        await bursts.StartInTx(tx, file, association, StartInput(row), actor, now, ct);
        await CaseStore.InsertInTx(tx, row, file, ct);
        await CaseWords.WriteInTx(tx, association.Key, row.Id, now, applicant.FoldedName, ct);
        return operations.Answer(
            StatusCodes.Status201Created,
            new CaseOpened(row.Id, row.Number, association.Key, file.Stage.ToString(), row.Service, row.Channel, now),
            $"/api/v1/cases/{row.Id}") with { CaseId = row.Id };
    }

    private static JsonObject StartInput(CaseRow row) => new()
    {
        [CaseProperties.CaseId] = row.Id,
        [CaseProperties.CaseNumber] = row.Number,
        [CaseProperties.Channel] = row.Channel,
        [CaseProperties.Service] = row.Service,
    };

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}
