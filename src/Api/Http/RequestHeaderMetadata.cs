namespace ClaimCheck.Api.Http;

/// <summary>A header that a request may carry, for the OpenAPI document.</summary>
/// <param name="Name">The name of the header.</param>
/// <param name="Description">What it does.</param>
/// <param name="Example">A value that Swagger UI sends unless it is changed; null to send nothing.</param>
/// <param name="IsRequired">Whether the request is refused without it.</param>
/// <param name="Pattern">What its value must look like: visible characters and spaces where nothing is said.</param>
/// <param name="MaxLength">How long it may be.</param>
/// <param name="MinLength">How long it must be.</param>
public sealed record RequestHeaderMetadata(
    string Name, string Description, string? Example, bool IsRequired, string Pattern = "^[ -~]+$", int MaxLength = 1024, int MinLength = 1);
