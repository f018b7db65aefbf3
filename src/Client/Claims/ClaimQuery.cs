namespace ClaimCheck.Client;

/// <summary>Which claims to find. What is left out does not narrow anything.</summary>
public sealed record ClaimQuery
{
    /// <summary>Words, in web-search syntax: <c>"a phrase"</c>, <c>or</c>, <c>-without</c>. Best match first; without them newest first.</summary>
    public string? Words { get; init; }

    /// <summary>A source's id, slug or externalId.</summary>
    public string? Source { get; init; }

    /// <summary>A source of whose family they come.</summary>
    public string? Family { get; init; }

    /// <summary>The article they were made in.</summary>
    public Guid? Article { get; init; }

    /// <summary>A topic.</summary>
    public string? Topic { get; init; }

    /// <summary>A language tag.</summary>
    public string? Language { get; init; }

    /// <summary>How they are put.</summary>
    public string? Modality { get; init; }

    /// <summary>Whether they stand.</summary>
    public string? Status { get; init; }

    /// <summary>A year, month, day or instant: made then or later.</summary>
    public string? ClaimedFrom { get; init; }

    /// <summary>A year, month, day or instant: made by its end.</summary>
    public string? ClaimedTo { get; init; }

    /// <summary>An id in your system.</summary>
    public string? ExternalId { get; init; }

    /// <summary>How many at most, up to 200.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to go on.</summary>
    public string? Cursor { get; init; }

    internal string Address => new Address("v1/claims").With("q", Words).With("source", Source).With("family", Family).With("article", Article?.ToString())
        .With("topic", Topic).With("language", Language).With("modality", Modality).With("status", Status).With("claimedFrom", ClaimedFrom)
        .With("claimedTo", ClaimedTo).With("externalId", ExternalId).With("limit", Limit).With("cursor", Cursor).ToString();
}
