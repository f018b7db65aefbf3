using System.Text.RegularExpressions;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Claims;

/// <summary>Which claims a list holds; null leaves a filter out.</summary>
/// <param name="Source">Whose they are.</param>
/// <param name="Family">The topmost owner of whose they are.</param>
/// <param name="Article">Where they were made.</param>
/// <param name="Topic">One of their topics, in lower case.</param>
/// <param name="Language">Their language tag, as recorded.</param>
/// <param name="Modality">How their source puts them.</param>
/// <param name="Status">Whether they stand.</param>
/// <param name="ClaimedFrom">Their date begins then or later.</param>
/// <param name="ClaimedTo">Their date begins before the end of this.</param>
/// <param name="ExternalId">Their id in the system they came from.</param>
public sealed record ClaimFilter(
    Guid? Source = null,
    Guid? Family = null,
    Guid? Article = null,
    string? Topic = null,
    string? Language = null,
    Modality? Modality = null,
    ClaimStatus? Status = null,
    PartialDate? ClaimedFrom = null,
    PartialDate? ClaimedTo = null,
    string? ExternalId = null);

/// <summary>A claim that a search found.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Rank">How well it fits (cover density over length); comparable within one search only.</param>
/// <param name="Snippet">Its text around what was found, between <see cref="ClaimReader.MarkStart"/> and <see cref="ClaimReader.MarkEnd"/>.</param>
public sealed record ClaimHit(Claim Claim, float Rank, string Snippet);

/// <summary>What a search found.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Ranked">How many claims were ranked.</param>
/// <param name="IsPartial">Whether more claims match than were ranked: then only the newest were.</param>
/// <param name="Newest">The newest claim ranked; later pages hold on to it, so that new claims do not shift them.</param>
public sealed record ClaimSearchResult(IReadOnlyList<ClaimHit> Hits, int Ranked, bool IsPartial, Guid Newest);

/// <summary>Where a page of search results begins.</summary>
/// <param name="Rank">The rank of the last hit before it.</param>
/// <param name="Id">The id of that hit.</param>
/// <param name="Newest">From the first page.</param>
public sealed record ClaimSearchPosition(float Rank, Guid Id, Guid Newest);

/// <summary>A claim as found by id.</summary>
/// <param name="Claim">The claim; of one that was taken down, what is left.</param>
/// <param name="TakenDownAt">When it was taken down, if it was.</param>
public sealed record FoundClaim(Claim Claim, DateTimeOffset? TakenDownAt);

/// <summary>Reads claims.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Names their sources.</param>
public sealed partial class ClaimReader(Database database, SourceDirectory directory)
{
    /// <summary>Begins a match in a snippet. Stored text cannot hold it.</summary>
    public const char MarkStart = '\u0001';

    /// <summary>Ends a match in a snippet. Stored text cannot hold it.</summary>
    public const char MarkEnd = '\u0002';

    /// <summary>The most matches that are ranked; of more, the newest.</summary>
    public const int MostCandidates = 1000;

    private static readonly Sql Statements = Sql.Load("claims");

    /// <summary>One claim, with a parameter <c>id</c>.</summary>
    internal static string GetStatement { get; } = Statements["ClaimGet"];

    private static readonly string Headline = $"StartSel={MarkStart}, StopSel={MarkEnd}, MaxFragments=2, MaxWords=30, MinWords=12";

    /// <summary>The claim with this id, taken down or not; null where there is none.</summary>
    public async Task<FoundClaim?> GetAsync(Guid id, CancellationToken cancellation) =>
        await FoundAsync(await database.ReadAsync<ClaimRow>(GetCommand(id, cancellation)), cancellation);

    /// <summary>The version of a claim; null where there is none, or where it was taken down.</summary>
    public ValueTask<int?> GetVersionAsync(Guid id, CancellationToken cancellation) =>
        database.ReadVersionAsync(new CommandDefinition(Statements["ClaimVersion"], new { id }, cancellationToken: cancellation));

    /// <summary>Claims, newest first; none that were taken down.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those recorded before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<Claim>> ListAsync(ClaimFilter filter, Guid? before, int take, CancellationToken cancellation)
    {
        var command = Filters(filter).Add("before", before).Command(Statements, "ClaimList", take, cancellation);
        var rows = await database.ReadAsync<ClaimRow>(command);
        var sources = await directory.NamesAsync(ClaimRow.SourcesOf(rows), cancellation);
        return [.. ClaimRow.ByClaim(rows).Select(claim => ClaimRow.ToClaim(claim, sources))];
    }

    /// <summary>Claims that say what was typed, best first; none that were taken down.</summary>
    /// <param name="q">Web-search syntax: words, "phrases", or, -without.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">Where the page begins; null for the first.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<ClaimSearchResult> SearchAsync(
        string q, ClaimFilter filter, ClaimSearchPosition? after, int take, CancellationToken cancellation)
    {
        var command = Filters(filter)
            .Add("upTo", after?.Newest)
            .Set("q", Searchable(q))
            .Set("languages", await SearchLanguagesAsync(cancellation))
            .Set("headline", Headline)
            .Set("candidates", MostCandidates + 1)
            .Set("afterRank", after?.Rank)
            .Set("afterId", after?.Id)
            .Command(Statements, "ClaimSearch", take, cancellation);
        var rows = await database.SearchAsync<ClaimRow>(command);
        var sources = await directory.NamesAsync(ClaimRow.SourcesOf(rows), cancellation);
        var hits = ClaimRow.ByClaim(rows)
            .Select(claim => new ClaimHit(ClaimRow.ToClaim(claim, sources), claim[0].Rank, claim[0].Snippet!))
            .ToList();
        var matches = rows.Count == 0 ? 0 : rows[0].Matches;
        return new ClaimSearchResult(
            hits, (int)Math.Min(matches, MostCandidates), matches > MostCandidates, rows.Count == 0 ? Guid.Empty : rows[0].Newest);
    }

    /// <summary>What was typed, as Postgres can read it.</summary>
    internal static string Searchable(string q) => DashedLine().Replace(q, " ");

    /// <summary>
    /// The languages that claims are in. Asked for anew by every search: a claim in a language that is new must be found at once, by
    /// whatever instance.
    /// </summary>
    internal async Task<short[]> SearchLanguagesAsync(CancellationToken cancellation) =>
        (await database.ReadAsync<short[]>(new CommandDefinition(Statements["SearchLanguages"], cancellationToken: cancellation)))[0];

    internal async Task<FoundClaim?> GetAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        await FoundAsync((await connection.QueryAsync<ClaimRow>(GetCommand(id, cancellation))).AsList(), cancellation);

    /// <summary>The claims with these ids, in no order; those that do not exist are left out.</summary>
    internal async Task<IReadOnlyList<Claim>> GetAllAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        var rows = (await connection.QueryAsync<ClaimRow>(
            new CommandDefinition(Statements["ClaimGetAll"], new { ids }, cancellationToken: cancellation))).AsList();
        var sources = await directory.NamesAsync(ClaimRow.SourcesOf(rows), cancellation);
        return [.. ClaimRow.ByClaim(rows).Select(claim => ClaimRow.ToClaim(claim, sources))];
    }

    /// <summary>The filters of a list, by which it is exported too.</summary>
    internal static Filters Filters(ClaimFilter filter) => new Filters()
        .Add("source", filter.Source)
        .Add("family", filter.Family)
        .Add("article", filter.Article)
        .Add("topic", filter.Topic)
        .Add("language", filter.Language)
        .Add("modality", filter.Modality is { } modality ? Words<Modality>.Of(modality) : null)
        .Add("status", filter.Status is { } status ? Words<ClaimStatus>.Of(status) : null)
        .Add("claimedFrom", filter.ClaimedFrom?.Start)
        .Add("claimedTo", filter.ClaimedTo?.End)
        .Add("externalId", filter.ExternalId);

    /// <summary>
    /// The claims with these ids, taken down or not, over a connection whose transaction may have written sources that nobody else
    /// knows of.
    /// </summary>
    internal static async Task<IReadOnlyList<FoundClaim>> FindAllAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellation)
    {
        var rows = (await connection.QueryAsync<ClaimRow>(
            new CommandDefinition(Statements["ClaimGetAll"], new { ids }, cancellationToken: cancellation))).AsList();
        var sources = await SourceDirectory.NamesAsync(connection, ClaimRow.SourcesOf(rows), cancellation);
        return [.. ClaimRow.ByClaim(rows).Select(claim => ClaimRow.ToFound(claim, sources))];
    }

    private static CommandDefinition GetCommand(Guid id, CancellationToken cancellation) =>
        new(GetStatement, new { id }, cancellationToken: cancellation);

    private async ValueTask<FoundClaim?> FoundAsync(List<ClaimRow> rows, CancellationToken cancellation) =>
        rows.Count == 0 ? null : ClaimRow.ToFound(rows, await directory.NamesAsync(ClaimRow.SourcesOf(rows), cancellation));

    /// <summary>
    /// Three minuses or more in a row are a line and negate nothing. Postgres keeps each on a stack of 32 while it reads the
    /// query, passing over white space and operators between them, and fails when that is full.
    /// </summary>
    [GeneratedRegex(@"-(?:[^\p{L}\p{N}""-]*-){2,}")]
    private static partial Regex DashedLine();
}
