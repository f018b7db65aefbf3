using System.Text.Json.Nodes;

namespace ClaimCheck.Api.Http;

/// <summary>Another form in which an answer can come, for the OpenAPI document: the JSON that has a schema is the first.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Description">What it is.</param>
/// <param name="Example">How it looks: an object for what is JSON, a text for anything else.</param>
public sealed record ResponseFormMetadata(int Status, string MediaType, string Description, JsonNode Example);
