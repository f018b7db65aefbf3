using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Sources;

/// <summary>Which part of the list.</summary>
public sealed class ListReliabilityQuery : PageQuery;

internal static class ListReliability
{
    public static async Task<Results<PageAnswer<Page<ReliabilityResponse>>, ProblemAnswer>> Handle(
        [MaxLength(TextRules.ExternalIdLength)] string idOrSlug, Query<ListReliabilityQuery> query, DataServices data, CancellationToken cancellation)
    {
        if (await data.Directory.FindAsync(idOrSlug, cancellation) is not { } source)
        {
            return Problems.NotFound("source", idOrSlug);
        }

        (DateOnly, Guid)? before = Positions.Parts(query.After) is [var day, var id]
            ? (DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture), Guid.Parse(id, CultureInfo.InvariantCulture))
            : null;
        var judgements = await data.SourceReader.ListReliabilityAsync(source.Id, before, query.Value.Limit + 1, cancellation);
        return query.Page(
            [.. judgements.Select(ReliabilityResponse.Of)],
            judgement => Positions.Join(judgement.ValidFrom.ToString("O", CultureInfo.InvariantCulture), judgement.Id.ToString()));
    }
}
