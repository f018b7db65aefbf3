using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Sources;

/// <summary>Which sources are meant.</summary>
public sealed class SourceQuery
{
    /// <summary>What they are.</summary>
    [QueryWord("Only sources of this kind.")]
    public SourceKind? Kind { get; init; }

    /// <summary>Where they are.</summary>
    [QueryText("Only sources of this country (ISO 3166-1 alpha-2).", MaxLength = 2, Pattern = "^[A-Z]{2}$", Expected = "two capital letters, such as GB")]
    public string? Country { get; init; }

    /// <summary>Their owner.</summary>
    [QueryText("Only sources whose direct owner this is: an id, slug or externalId.", MaxLength = TextRules.ExternalIdLength)]
    public string? Parent { get; init; }

    /// <summary>Their topmost owner.</summary>
    [QueryText("Only sources of the same family as this one: an id, slug or externalId.", MaxLength = TextRules.ExternalIdLength, Example = "bbc")]
    public string? Family { get; init; }

    /// <summary>A host name.</summary>
    [QueryText("Only sources that publish under this host name.", MaxLength = 253)]
    public string? Domain { get; init; }

    /// <summary>Their id in your system.</summary>
    [QueryText("Only the source with this externalId.", MaxLength = TextRules.ExternalIdLength)]
    public string? ExternalId { get; init; }

    /// <summary>What they ask of the database; a refusal where a name means nothing.</summary>
    internal async Task<(SourceFilter Filter, ProblemAnswer? Refusal)> ToFilterAsync(DataServices data, CancellationToken cancellation)
    {
        var named = new NamedSources(data);
        var parent = await named.FindAsync("parent", Parent, cancellation);
        var family = await named.FindFamilyAsync("family", Family, cancellation);
        return (new SourceFilter(Kind, Country, parent, family, Domain, ExternalId), named.Refusal);
    }
}

/// <summary>Which page of them.</summary>
public sealed class ListSourcesQuery : PageQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public SourceQuery Which { get; } = new();
}

internal static class ListSources
{
    public static async Task<Results<PageAnswer<Page<SourceResponse>>, ProblemAnswer>> Handle(
        Query<ListSourcesQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var (filter, refusal) = await asked.Which.ToFilterAsync(data, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var sources = await data.SourceReader.ListAsync(filter, Positions.Id(query.After), asked.Limit + 1, cancellation);
        return query.Page([.. sources.Select(SourceResponse.Of)], source => source.Id.ToString());
    }
}
