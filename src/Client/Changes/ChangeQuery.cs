using System.Globalization;

namespace ClaimCheck.Client;

/// <summary>Which changes, from where on. What is left out does not narrow anything.</summary>
public sealed record ChangeQuery
{
    /// <summary>For <see cref="Since"/>: all that the feed still has.</summary>
    public const string Beginning = "beginning";

    /// <summary>For <see cref="Since"/>: what comes from now on.</summary>
    public const string Now = "now";

    /// <summary>Where to begin: the <see cref="ChangePage.NextCursor"/> that was kept, <see cref="Now"/>, or <see cref="Beginning"/>, which holds where it is left out.</summary>
    public string? Since { get; init; }

    /// <summary>Only these of <see cref="ChangeTypes"/>.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Only what concerns claims with this topic, and claims that were taken down.</summary>
    public string? Topic { get; init; }

    /// <summary>Only what concerns this source or its claims: an id, slug or externalId.</summary>
    public string? Source { get; init; }

    /// <summary>Only what concerns this claim.</summary>
    public Guid? Claim { get; init; }

    /// <summary>How many at most, up to 200.</summary>
    public int? Limit { get; init; }

    /// <summary>Where there is nothing, how long to wait for something: whole seconds, up to 30.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Whether it begins at a place that stays the same however often it is asked.</summary>
    internal bool HasCursor => Since is { Length: > 0 } and not (Beginning or Now);

    internal string Address => new Address("v1/changes").With("since", Since).With("types", Types is null ? null : string.Join(',', Types))
        .With("topic", Topic).With("source", Source).With("claim", Claim?.ToString()).With("limit", Limit)
        .With("wait", Wait?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)).ToString();
}
