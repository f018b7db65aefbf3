using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Importing;

/// <summary>Which imports a list holds.</summary>
public sealed class ListImportsQuery : PageQuery
{
    /// <summary>How far they have come.</summary>
    [QueryWord("Only imports in this state.")]
    public ImportState? State { get; init; }
}

internal static class ListImports
{
    public static async Task<Results<PageAnswer<Page<ImportResponse>>, ProblemAnswer>> Handle(
        Query<ListImportsQuery> query, DataServices data, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = query.Value;
        var imports = await data.ImportReader.ListAsync(asked.State, Positions.Id(query.After), asked.Limit + 1, cancellation);
        return query.Page([.. imports.Select(import => ImportResponse.Of(import, clock.Now()))], import => import.Id.ToString());
    }
}
