using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaseWorkflows.Host.Web;

/// <summary>The API's own description at <c>/openapi/v1.json</c>, made when first asked for.</summary>
internal static class ApiDocument
{
    public static WebApplicationBuilder AddApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
            options.AddDocumentTransformer((document, _, _) => DescribeSignIn(document));
            options.AddOperationTransformer((operation, context, _) => DescribeAudience(operation, context));
        });
        return builder;
    }

    public static IEndpointRouteBuilder MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnyone("The API's description holds no data.");
        return routes;
    }

    /// <summary>Problem statuses an operation answers beyond those every operation may.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ProblemDetails>(status, Problems.ContentType);
        }

        return endpoint;
    }

    private static Task DescribeSignIn(OpenApiDocument document)
    {
        document.Info.Title = "CaseWorkflows";
        document.Info.Description = "Case work of charitable and co-operative associations. Errors are RFC 9457 problem details with a stable `code`.";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [PeopleFeature.BearerScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token from `POST /api/v1/tokens`.",
            },
            [ApiKeyAuthentication.Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyAuthentication.Header,
                Description = "A key made for an integration; it acts in one association with one role.",
            },
        };
        return Task.CompletedTask;
    }

    private static Task DescribeAudience(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var audience = context.Description.ActionDescriptor.EndpointMetadata.OfType<Audience>().LastOrDefault();
        if (audience is null or Audience.Anyone)
        {
            return Task.CompletedTask;
        }

        operation.Security = [Requirement(PeopleFeature.BearerScheme, context), Requirement(ApiKeyAuthentication.Scheme, context)];
        if (audience is Audience.InRole(var roles))
        {
            operation.Description = $"{operation.Description}\n\nRoles: {string.Join(", ", roles.Select(role => role.Key))}.".TrimStart();
        }

        return Task.CompletedTask;
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiOperationTransformerContext context) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };
}
