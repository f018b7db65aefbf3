namespace ClaimCheck.Client;

/// <summary>How to match. What is left out is decided by the service.</summary>
public sealed record MatchOptions
{
    /// <summary>The language of what is asked about (BCP 47). Claims in other languages are found all the same.</summary>
    public string? Language { get; init; }

    /// <summary>The most hits for each text or sentence, up to 50; 10, in an article 3, where it is left out.</summary>
    public int? Limit { get; init; }

    /// <summary>Only hits with this score or a better one; 0.8 where it is left out, and 0 for whatever is nearest.</summary>
    public double? MinScore { get; init; }

    /// <summary>Which claims may be found.</summary>
    public MatchFilters? Filters { get; init; }
}

/// <summary>Which claims may be found; what is left out leaves all.</summary>
public sealed record MatchFilters
{
    /// <summary>A source's id, slug or externalId.</summary>
    public string? Source { get; init; }

    /// <summary>A source of whose family they come.</summary>
    public string? Family { get; init; }

    /// <summary>The article they were made in.</summary>
    public Guid? Article { get; init; }

    /// <summary>A topic.</summary>
    public string? Topic { get; init; }

    /// <summary>Exactly this language tag.</summary>
    public string? Language { get; init; }

    /// <summary>How they are put.</summary>
    public string? Modality { get; init; }

    /// <summary>Whether they stand; active and superseded ones where it is left out.</summary>
    public string? Status { get; init; }

    /// <summary>A year, month, day or instant: made then or later.</summary>
    public string? ClaimedFrom { get; init; }

    /// <summary>A year, month, day or instant: made by its end.</summary>
    public string? ClaimedTo { get; init; }
}

/// <summary>As what an article is sent.</summary>
public enum ArticleForm
{
    /// <summary>As it reads; an empty line ends a paragraph.</summary>
    Text = 1,

    /// <summary>With its tags, alone or with the page around it.</summary>
    Html,
}

internal sealed record MatchTextsBody(IReadOnlyList<string> Texts, string? Language, int? Limit, double? MinScore, MatchFilters? Filters);

internal sealed record MatchArticleBody(string? Text, string? Html, string? Language, int? Limit, double? MinScore, MatchFilters? Filters);
