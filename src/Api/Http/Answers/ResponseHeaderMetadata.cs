namespace ClaimCheck.Api.Http;

/// <summary>A header that an answer carries, for the OpenAPI document.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Name">The name of the header.</param>
/// <param name="Description">What it says.</param>
/// <param name="Example">A value it can have.</param>
/// <param name="MayLack">Whether some answers with this status go without it.</param>
public sealed record ResponseHeaderMetadata(int Status, string Name, string Description, string? Example = null, bool MayLack = false);
