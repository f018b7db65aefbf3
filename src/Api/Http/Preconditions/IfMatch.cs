using System.Reflection;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Http;

/// <summary>
/// The version a caller wants to change, from <c>If-Match</c> (RFC 9110, section 13.1.1). A PATCH must say it (RFC 6585,
/// section 3): what it leaves out is taken from the version that its sender has seen.
/// </summary>
public sealed class IfMatch : IRefusable, IBindableFromHttpContext<IfMatch>, IEndpointParameterMetadataProvider
{
    private readonly VersionCondition? _versions;

    private IfMatch(VersionCondition? versions, ProblemAnswer? refusal)
    {
        _versions = versions;
        Refusal = refusal;
    }

    /// <summary>The versions that the change may start from.</summary>
    public VersionCondition Versions => _versions ?? throw RefuseBadRequests.Missing();

    /// <inheritdoc/>
    public ProblemAnswer? Refusal { get; }

    /// <summary>The answer where the resource has another version.</summary>
    /// <param name="current">The version it has, which goes into the answer's <c>ETag</c>.</param>
    public static ProblemAnswer Failed(int current) =>
        Problems.Of(
            ProblemType.PreconditionFailed,
            $"It has changed: its ETag is {ETags.Strong(current)} and is not in If-Match. Read it again, look whether the change still makes sense, and send it with the new ETag.")
        .WithHeader(HeaderNames.ETag, ETags.Strong(current));

    static ValueTask<IfMatch?> IBindableFromHttpContext<IfMatch>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<IfMatch?>(Read(context.Request));

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        var isRequired = builder.Metadata.OfType<IHttpMethodMetadata>().Any(methods => methods.HttpMethods.Contains(HttpMethods.Patch));
        builder.Metadata.Add(new RequestHeaderMetadata(
            HeaderNames.IfMatch,
            "The `ETag` of the version to change, as it was read; several with commas, or `*` for whatever is there. On a lost race the answer is a 412 with the current `ETag`.",
            "*",
            isRequired,
            ETags.ListPattern));
        builder.Metadata.Add(new ProblemMetadata(isRequired
            ? [ProblemType.InvalidHeader, ProblemType.PreconditionFailed, ProblemType.PreconditionRequired]
            : [ProblemType.InvalidHeader, ProblemType.PreconditionFailed]));
    }

    private static IfMatch Read(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return HttpMethods.IsPatch(request.Method)
                ? new(null, Problems.Of(
                    ProblemType.PreconditionRequired,
                    "Send the ETag of the version you have read as If-Match: \"3\", or If-Match: * to change whatever is there."))
                : new(VersionCondition.Any, null);
        }

        if (ETags.Read(request.Headers.IfMatch) is not { } tags)
        {
            var errors = new Errors();
            errors.Add(HeaderNames.IfMatch, "must be * or entity tags as they were given out, such as \"3\", with commas between them");
            return new(null, errors.As(ProblemType.InvalidHeader));
        }

        // Weak tags are skipped: If-Match compares strongly.
        return new(
            tags.Contains(EntityTagHeaderValue.Any)
                ? VersionCondition.Any
                : VersionCondition.OneOf([.. tags.Where(tag => !tag.IsWeak).Select(ETags.VersionOf).OfType<int>()]),
            null);
    }
}
