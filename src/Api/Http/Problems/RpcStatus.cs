namespace ClaimCheck.Api.Http;

/// <summary>The words of google.rpc.Code, one of which every refusal of a Google API carries beside its HTTP status.</summary>
internal static class RpcStatus
{
    /// <summary>Every word that some refusal is given.</summary>
    internal static IReadOnlyList<string> All { get; } = [.. ProblemType.All.Select(Of).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The word for a type. Where the HTTP status says too little to choose one, the type does.</summary>
    internal static string Of(ProblemType type) => type.Status switch
    {
        StatusCodes.Status401Unauthorized => "UNAUTHENTICATED",
        StatusCodes.Status403Forbidden => "PERMISSION_DENIED",
        StatusCodes.Status404NotFound or StatusCodes.Status410Gone => "NOT_FOUND",
        StatusCodes.Status405MethodNotAllowed or StatusCodes.Status501NotImplemented => "UNIMPLEMENTED",
        StatusCodes.Status408RequestTimeout => "DEADLINE_EXCEEDED",
        StatusCodes.Status409Conflict when type == ProblemType.AlreadyExists => "ALREADY_EXISTS",
        StatusCodes.Status409Conflict => "ABORTED",
        StatusCodes.Status412PreconditionFailed or StatusCodes.Status428PreconditionRequired => "FAILED_PRECONDITION",
        StatusCodes.Status429TooManyRequests or StatusCodes.Status507InsufficientStorage => "RESOURCE_EXHAUSTED",
        StatusCodes.Status503ServiceUnavailable => "UNAVAILABLE",
        >= StatusCodes.Status500InternalServerError => "INTERNAL",
        _ => "INVALID_ARGUMENT",
    };
}
