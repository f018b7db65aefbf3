using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Http;

/// <summary>
/// What a caller has already, from <c>If-None-Match</c> (RFC 9110, section 13.1.2). A header that cannot be read is passed over:
/// the whole answer is always right.
/// </summary>
public sealed class IfNoneMatch : IBindableFromHttpContext<IfNoneMatch>, IEndpointParameterMetadataProvider
{
    private static readonly IfNoneMatch Nothing = new([]);

    private readonly IList<EntityTagHeaderValue> _tags;

    private IfNoneMatch(IList<EntityTagHeaderValue> tags) => _tags = tags;

    /// <summary>Whether the caller has anything, so that it is worth asking for the version alone.</summary>
    public bool IsGiven => _tags.Count > 0;

    /// <summary>Whether the caller has this version.</summary>
    public bool Has(int version) => Has(ETags.Strong(version));

    internal static RequestHeaderMetadata Parameter { get; } = new(
        HeaderNames.IfNoneMatch,
        "The `ETag` of what you have: if it is still so, the answer is a 304 without a body.",
        null,
        IsRequired: false);

    internal static IfNoneMatch Of(HttpRequest request) =>
        request.Headers.IfNoneMatch is { Count: > 0 } header && ETags.Read(header) is { } tags ? new(tags) : Nothing;

    /// <summary>Whether the caller has what this tag stands for, by weak comparison.</summary>
    internal bool Has(string etag) =>
        IsGiven && EntityTagHeaderValue.Parse(etag) is var current
        && _tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));

    static ValueTask<IfNoneMatch?> IBindableFromHttpContext<IfNoneMatch>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<IfNoneMatch?>(Of(context.Request));

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(Parameter);
}
