using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Sources;

internal static class GetSource
{
    public static async Task<Results<VersionedOk<SourceResponse>, ProblemAnswer>> Handle(
        [MaxLength(TextRules.ExternalIdLength)] string idOrSlug, DataServices data, CancellationToken cancellation) =>
        await FindAsync(idOrSlug, data, cancellation) is { } source
            ? Versioned.Ok(SourceResponse.Of(source), source.Version)
            : Problems.NotFound("source", idOrSlug);

    public static async Task<Source?> FindAsync(string idOrSlug, DataServices data, CancellationToken cancellation) =>
        await data.Directory.FindAsync(idOrSlug, cancellation) is { } found
            ? await data.SourceReader.GetAsync(found.Id, cancellation)
            : null;
}
