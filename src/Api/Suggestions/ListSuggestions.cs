using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Links;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Suggestions;

/// <summary>A relation that is suggested.</summary>
public enum SuggestedRelation
{
    /// <summary>A different assertion that speaks for it.</summary>
    Corroborates = 1,

    /// <summary>Both cannot be true.</summary>
    Contradicts,

    /// <summary>The same assertion in other words.</summary>
    Restates,

    /// <summary>Made from it.</summary>
    DerivedFrom,
}

/// <summary>Which suggestions.</summary>
public sealed class ListSuggestionsQuery
{
    /// <summary>The most suggestions.</summary>
    public const int MaxLimit = 50;

    /// <summary>What is suggested.</summary>
    [QueryWord("Only suggestions of this relation.", Example = "contradicts")]
    public SuggestedRelation? Relation { get; init; }

    /// <summary>How many at most.</summary>
    [QueryInteger("How many suggestions to give at most.", 1, MaxLimit)]
    public int Limit { get; init; } = 10;
}

internal static class ListSuggestions
{
    public static async Task<Results<Ok<SuggestionsResponse>, ProblemAnswer>> Handle(
        Guid id, Query<ListSuggestionsQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        return await data.SuggestionReader.FindAsync(id, asked.Relation is { } relation ? RelationOf(relation) : null, asked.Limit, cancellation) switch
        {
            null => Problems.NotFound("claim", id),
            { TakenDownAt: not null } => ClaimAnswers.TakenDown(id),
            { Found: var found } => TypedResults.Ok(new SuggestionsResponse([.. found.Select(SuggestionResponse.Of)])),
        };
    }

    /// <summary>The relation that a link of it has.</summary>
    public static LinkRelation RelationOf(SuggestedRelation relation) => relation switch
    {
        SuggestedRelation.Corroborates => LinkRelation.Corroborates,
        SuggestedRelation.Contradicts => LinkRelation.Contradicts,
        SuggestedRelation.Restates => LinkRelation.Restates,
        SuggestedRelation.DerivedFrom => LinkRelation.DerivedFrom,
    };
}
