using ClaimCheck.Data.Claims;
using ClaimCheck.Domain.Values;
using Dapper;

namespace ClaimCheck.Data.ClaimReviews;

/// <summary>Which reviews a search looks through; null leaves a filter out.</summary>
/// <param name="Q">What their claims say, in web-search syntax.</param>
/// <param name="Language">Their language; its region does not matter.</param>
/// <param name="Site">Their publisher's site, or a domain that it lies in.</param>
/// <param name="NotBefore">Their claim was made, or they were published, then or later.</param>
public sealed record FactCheckFilter(string? Q, string? Language, string? Site, DateTimeOffset? NotBefore);

/// <summary>A review of a claim.</summary>
/// <param name="Publisher">Who published it.</param>
/// <param name="Site">The publisher's site.</param>
/// <param name="Url">Where it can be read.</param>
/// <param name="Title">Its headline.</param>
/// <param name="ReviewedOn">When it was published.</param>
/// <param name="TextualRating">The verdict.</param>
/// <param name="Language">Its language; <c>und</c> where nobody said.</param>
public sealed record FactCheck(
    string? Publisher, string? Site, string Url, string? Title, PartialDate? ReviewedOn, string TextualRating, string Language);

/// <summary>A claim with the reviews of it.</summary>
/// <param name="Text">The claim, as its newest review has it.</param>
/// <param name="Claimant">Who made it.</param>
/// <param name="ClaimedAt">When it was made.</param>
/// <param name="Reviews">The newest first.</param>
/// <param name="Position">Its place in the search.</param>
public sealed record FactCheckedClaim(
    string Text, string? Claimant, PartialDate? ClaimedAt, IReadOnlyList<FactCheck> Reviews, FactCheckPosition Position);

/// <summary>A place in a search.</summary>
/// <param name="Rank">How well the claim fits; 0 where no words were asked for.</param>
/// <param name="Newest">When its newest review was published.</param>
/// <param name="Key">Tells claims of equal rank and time apart.</param>
public sealed record FactCheckPosition(float Rank, DateTimeOffset Newest, Guid Key);

/// <summary>Searches what was published about claims: assessments, and the markup of pages.</summary>
/// <param name="database">The database.</param>
/// <param name="claims">Knows which languages claims are in.</param>
public sealed class FactCheckReader(Database database, ClaimReader claims)
{
    /// <summary>The most reviews that are looked through; of more, the newest.</summary>
    public const int MostCandidates = 10_000;

    /// <summary>The most reviews that are given of one claim; of more, the newest.</summary>
    public const int MostReviews = 100;

    // The place in search_configurations() of text in no known language, which all markup is.
    private const short PlainWords = 1;

    private static readonly Sql Statements = Sql.Load("claim_reviews");

    /// <summary>Claims that were reviewed, best match first, then newest review.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Where the page begins; null for the first.</param>
    /// <param name="offset">How many claims to pass over.</param>
    /// <param name="take">How many claims at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<FactCheckedClaim>> SearchAsync(
        FactCheckFilter filter, FactCheckPosition? after, int offset, int take, CancellationToken cancellation)
    {
        var languages = filter.Q is null ? [] : await claims.SearchLanguagesAsync(cancellation);
        var command = new Filters()
            .Set("q", filter.Q)
            .Add("q", filter.Q is { } q ? ClaimReader.Searchable(q) : null)
            .Add("language", filter.Language)
            .Add("site", filter.Site)
            .Add("notBefore", filter.NotBefore)
            .Set("languages", languages.Union([PlainWords]).ToArray())
            .Set("candidates", MostCandidates)
            .Set("reviews", MostReviews)
            .Set("afterRank", after?.Rank)
            .Set("afterNewest", after?.Newest)
            .Set("afterKey", after?.Key)
            .Set("offset", offset)
            .Command(Statements, "FactCheckSearch", take, cancellation);
        var rows = await database.SearchAsync<Row>(command);
        return [.. rows.GroupBy(row => row.Key).Select(claim => Row.ToClaim([.. claim]))];
    }

    private sealed class Row
    {
        public Guid Key { get; init; }
        public float Rank { get; init; }
        public DateTime Newest { get; init; }
        public string Said { get; init; } = "";
        public string? Claimant { get; init; }
        public DateTime? ClaimedAt { get; init; }
        public string? ClaimedAtPrecision { get; init; }
        public string? Publisher { get; init; }
        public string? Site { get; init; }
        public string Url { get; init; } = "";
        public string? Title { get; init; }
        public DateTime? ReviewDate { get; init; }
        public string? ReviewDatePrecision { get; init; }
        public string TextualRating { get; init; } = "";
        public string Language { get; init; } = "";

        public static FactCheckedClaim ToClaim(List<Row> rows) => new(
            rows[0].Said, rows[0].Claimant, Columns.Date(rows[0].ClaimedAt, rows[0].ClaimedAtPrecision),
            rows.ConvertAll(row => row.ToReview()), new(rows[0].Rank, rows[0].Newest, rows[0].Key));

        private FactCheck ToReview() => new(
            Publisher, Site, Url, Title, Columns.Date(ReviewDate, ReviewDatePrecision), TextualRating, Language);
    }
}
