using Microsoft.AspNetCore.Http.Extensions;

namespace ClaimCheck.Api.Http;

/// <summary>The address of the next page of a list, as its answers carry it.</summary>
internal static class NextPage
{
    /// <summary>The header, for the OpenAPI document.</summary>
    public static ResponseHeaderMetadata Header { get; } = new(
        StatusCodes.Status200OK, "Link", "The address of the next page, with `rel=\"next\"`; absent on the last page.", MayLack: true);

    /// <summary>The value of <c>Link</c>.</summary>
    public static string Link(HttpRequest request, string cursor)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => pair.Key != "cursor")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? string.Empty)))
        {
            { "cursor", cursor },
        };
        return $"<{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{query}>; rel=\"next\"";
    }
}
