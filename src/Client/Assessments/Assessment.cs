namespace ClaimCheck.Client;

/// <summary>Who gives a verdict.</summary>
/// <param name="Name">The name.</param>
/// <param name="Url">A page about them.</param>
public sealed record Author(string Name, string? Url);

/// <summary>A fact-checker's verdict on a claim. Words of closed sets are as on the wire.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Claim">The claim.</param>
/// <param name="RatingText">The verdict in the publisher's own words.</param>
/// <param name="RatingValue">The verdict as a number.</param>
/// <param name="BestRating">The number of the best verdict.</param>
/// <param name="WorstRating">The number of the worst verdict.</param>
/// <param name="Normalized">What the verdict comes to, in a word that all publishers share.</param>
/// <param name="Title">The headline of the review.</param>
/// <param name="Summary">Why, in short.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="ReviewUrl">Where the review can be read.</param>
/// <param name="Author">Who gives the verdict.</param>
/// <param name="PublishedAt">When the verdict was published.</param>
/// <param name="State">How far it has come: <c>draft in_review published retracted</c>.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record Assessment(
    Guid Id,
    Guid Claim,
    string RatingText,
    double? RatingValue,
    double? BestRating,
    double? WorstRating,
    string Normalized,
    string? Title,
    string? Summary,
    string? Language,
    string? ReviewUrl,
    Author Author,
    DateTimeOffset? PublishedAt,
    string State,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
