using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.DataProtection;

namespace CaseWorkflows.Host.Forms;

/// <summary>
/// Answers at rest. National ids, bank accounts and signatures are encrypted one by one where a task keeps its answers, and masked where the workflow, its
/// journal and the history get to see them; a draft is encrypted as a whole. Every host on one database has the same keys.
/// </summary>
internal sealed class AnswerVault(IDataProtectionProvider protection)
{
    private const string Mark = "sealed:";

    private readonly IDataProtector _answers = protection.CreateProtector("form-answers");
    private readonly IDataProtector _drafts = protection.CreateProtector("task-drafts");

    /// <summary>As a task keeps them. Different text each time.</summary>
    public JsonObject Sealed(Form form, JsonObject answers) => FormSecrets.Replaced(form, answers, (_, secret) => Mark + _answers.Protect(secret.ToJsonString()));

    /// <summary>As they were given. Throws <see cref="CryptographicException"/> when something was altered or the keys are others.</summary>
    public JsonObject Opened(Form form, JsonObject kept) => FormSecrets.Replaced(
        form, kept, (_, secret) => secret is JsonValue text && text.ToString() is var value && value.StartsWith(Mark, StringComparison.Ordinal) ? JsonNode.Parse(_answers.Unprotect(value[Mark.Length..])) : secret.DeepClone());

    /// <summary>As anybody may see them.</summary>
    public static JsonObject Masked(Form form, JsonObject answers) => FormSecrets.Replaced(form, answers, FormSecrets.Mask);

    public string SealDraft(string json) => _drafts.Protect(json);

    /// <summary>Throws as <see cref="Opened"/>.</summary>
    public string OpenDraft(string kept) => _drafts.Unprotect(kept);
}
