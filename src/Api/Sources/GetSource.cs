using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Sources;

internal static class GetSource
{
    public static async Task<Results<VersionedOk<SourceResponse>, NotModified, ProblemAnswer>> Handle(
        [MaxLength(TextRules.ExternalIdLength)] string idOrSlug, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (await data.Directory.FindAsync(idOrSlug, cancellation) is not { Id: var id })
        {
            return Problems.NotFound("source", idOrSlug);
        }

        if (known.IsGiven && await data.SourceReader.GetVersionAsync(id, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.SourceReader.GetAsync(id, cancellation) is { } source
            ? Versioned.Ok(SourceResponse.Of(source), source.Version)
            : Problems.NotFound("source", idOrSlug);
    }
}
