
namespace CaseWorkflows.Host.Studio;

/// <summary>Our own pages about a procedure. They need no script and are read by whoever may open the editor.</summary>
internal static class ProcedurePages
{
    public static void MapProcedurePages(this IEndpointRouteBuilder routes)
    {
    }
}
