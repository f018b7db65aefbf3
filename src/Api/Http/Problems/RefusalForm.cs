using Microsoft.OpenApi;

namespace ClaimCheck.Api.Http;

/// <summary>
/// How refusals and failures are put on the wire. What is refused and why is the same everywhere; its form is that of the API
/// that was asked, and the path alone decides, so that it holds where there is no such operation too.
/// </summary>
internal abstract class RefusalForm
{
    /// <summary>The form that goes with a path.</summary>
    internal static RefusalForm Of(PathString path) => ApiPaths.IsFactCheckTools(path) ? RpcErrorForm.Instance : ProblemForm.Instance;

    /// <summary>The media type of the body.</summary>
    internal abstract string MediaType { get; }

    /// <summary>The name of the body's schema in the OpenAPI document.</summary>
    internal abstract string SchemaName { get; }

    /// <summary>The HTTP status with which this type of refusal is sent.</summary>
    internal abstract int StatusOf(ProblemType type);

    /// <summary>The body.</summary>
    /// <param name="answer">What is refused and why.</param>
    /// <param name="traceId">Under which the request is found in the log.</param>
    internal abstract byte[] Write(ProblemAnswer answer, string traceId);

    /// <summary>The body's schema.</summary>
    internal abstract OpenApiSchema MakeSchema();

    /// <summary>How the OpenAPI document calls a type under the status with which it is sent.</summary>
    internal abstract string Describe(ProblemType type);
}
