using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Web;

/// <summary>What somebody is in one association.</summary>
public sealed record HomePart(string Key, LocalizedText Name, IReadOnlyList<LocalizedText> Roles, bool SeesProcedures);
