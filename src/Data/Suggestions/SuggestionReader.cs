using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.Matching;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Matching;
using ClaimCheck.Domain.Suggestions;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Suggestions;

/// <summary>What another claim may be to the one asked about.</summary>
/// <param name="Suggestion">What, how surely, and why.</param>
/// <param name="Other">The other claim.</param>
/// <param name="Waiting">The link that says so already and waits for a review, if there is one.</param>
public sealed record FoundSuggestion(Suggestion Suggestion, LinkedClaim Other, Guid? Waiting);

/// <summary>What was found beside a claim.</summary>
/// <param name="TakenDownAt">When the claim was taken down, if it was; then nothing is looked for.</param>
/// <param name="Found">The suggestions, the likeliest first.</param>
public sealed record SuggestionsOfClaim(DateTimeOffset? TakenDownAt, IReadOnlyList<FoundSuggestion> Found);

/// <summary>
/// Finds the claims that one should be looked at beside: among those that a match of its text finds, and its neighbours by article,
/// citation and links. Whatever is stored, the number of round trips and of comparisons is bounded.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="directory">Names the sources.</param>
/// <param name="matches">Finds claims that say something like it.</param>
public sealed class SuggestionReader(Database database, SourceDirectory directory, MatchReader matches)
{
    /// <summary>The most claims that are compared with one.</summary>
    public const int MostCandidates = 200;

    // Claims that say something like it, and neighbours of each kind.
    private const int MostByWords = 120;
    private const int MostOfAKind = 40;
    private const int MostHops = 1000;
    private const int LongestAsked = 4000;

    private static readonly Sql Statements = Sql.Load("suggestions");
    private static readonly Sql ClaimStatements = Sql.Load("claims");
    private static readonly string AskedStatement = string.Concat(Statements["SuggestionAsked"], Statements["SuggestionNeighbours"]);

    /// <summary>What other claims may be to this one, the likeliest first; null where there is no such claim.</summary>
    /// <param name="id">Which claim.</param>
    /// <param name="relation">Only suggestions of this relation.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<SuggestionsOfClaim?> FindAsync(Guid id, LinkRelation? relation, int take, CancellationToken cancellation)
    {
        var candidates = await CandidatesAsync(id, cancellation);
        var (known, links) = await database.ReadTogetherAsync(
            async (connection, token) => (
                await ReadAsync(connection, [id, .. candidates], token),
                (await connection.QueryAsync<ClaimLinkRow>(new CommandDefinition(
                    Statements["SuggestionLinks"], new { id, others = candidates.ToArray() }, cancellationToken: token)))
                .Select(row => row.ToLink()).ToLookup(link => (Other: link.From == id ? link.To : link.From, link.Relation))),
            cancellation);
        if (!known.TryGetValue(id, out var asked))
        {
            return null;
        }

        var others = candidates.Where(known.ContainsKey).Select(candidate => known[candidate]);
        return asked.IsOpen
            ? new(null, [.. Compare(asked, others, links, cancellation).Where(each => relation is null || each.Suggestion.Relation == relation).Take(take)])
            : new(asked.TakenDownAt, []);
    }

    /// <summary>What one claim may be to the other, judged links or not; null where nothing, or where one of them is not there.</summary>
    internal async Task<Suggestion?> FindAsync(Guid id, Guid other, LinkRelation relation, CancellationToken cancellation) =>
        await database.ReadTogetherAsync(
            async (connection, token) =>
            {
                var known = await ReadAsync(connection, [id, other], token);
                return known.TryGetValue(id, out var one) && known.TryGetValue(other, out var two)
                    ? LinkSuggester.Suggest(one.Facts, two.Facts).FirstOrDefault(found => found.Relation == relation)
                    : null;
            },
            cancellation);

    /// <summary>How many of the service's own suggestions wait for a review, counted no further than to a bound.</summary>
    internal static Task<int> CountWaitingAsync(NpgsqlConnection connection, int most, CancellationToken token) =>
        connection.ExecuteScalarAsync<int>(new CommandDefinition(Statements["SuggestionQueueLength"], new { most, proposer = QueuedSuggestions.Proposer }, cancellationToken: token));

    // The claims to compare with, those that say most alike first.
    private async Task<List<Guid>> CandidatesAsync(Guid id, CancellationToken cancellation)
    {
        var (asked, neighbours) = await database.ReadTwoAsync<AskedRow, Guid>(new CommandDefinition(
            AskedStatement, new { id, longest = LongestAsked, hops = MostHops, few = MostOfAKind, most = MostCandidates }, cancellationToken: cancellation));
        if (asked is not [{ } claim])
        {
            return [];
        }

        var alike = await matches.FindAsync(Utterance.Read(claim.Text, claim.Language), new ClaimFilter(), 0, MostByWords, cancellation);
        return [.. alike.Matches.Select(match => match.Claim).Concat(neighbours).Where(other => other != id).Distinct().Take(MostCandidates)];
    }

    // The likeliest first.
    private static List<FoundSuggestion> Compare(
        Known asked, IEnumerable<Known> others, ILookup<(Guid Other, LinkRelation Relation), ClaimLink> links, CancellationToken cancellation)
    {
        var read = ReadClaim.Of(asked.Facts);
        var found = new List<FoundSuggestion>();
        foreach (var other in others.Where(other => other.IsOpen))
        {
            cancellation.ThrowIfCancellationRequested();
            found.AddRange(LinkSuggester.Suggest(read, ReadClaim.Of(other.Facts))
                .Select(suggestion => (suggestion, Known: links[(other.Claim.Id, suggestion.Relation)].ToList()))

                // What was judged is not asked again, whatever became of it.
                .Where(each => each.Known.TrueForAll(link => link.Status == LinkStatus.Suggested))
                .Select(each => new FoundSuggestion(each.suggestion, other.ToLinked(), each.Known.FirstOrDefault()?.Id)));
        }

        return [.. found.OrderByDescending(each => each.Suggestion.Score).ThenByDescending(each => each.Other.Id)];
    }

    private async Task<Dictionary<Guid, Known>> ReadAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken token)
    {
        var rows = (await connection.QueryAsync<ClaimRow>(
            new CommandDefinition(ClaimStatements["ClaimGetAll"], new { ids }, cancellationToken: token))).AsList();
        var sources = ClaimRow.SourcesOf(rows).Distinct().ToArray();
        var slugs = await directory.NamesAsync(sources, token);
        var facts = (await connection.QueryAsync<FactRow>(
            new CommandDefinition(Statements["SuggestionFacts"], new { sources, claims = ids }, cancellationToken: token))).AsList();
        var names = facts.Where(fact => fact.Id is not null).ToDictionary(fact => fact.Id!.Value, fact => fact.Name!);
        var published = facts.Where(fact => fact.ClaimId is not null).ToDictionary(fact => fact.ClaimId!.Value);
        return ClaimRow.ByClaim(rows)
            .Select(claim => ClaimRow.ToFound(claim, slugs))
            .ToDictionary(
                found => found.Claim.Id,
                found => new Known(found.Claim, found.TakenDownAt, ToCompared(found.Claim, names, published.GetValueOrDefault(found.Claim.Id))));
    }

    private static ComparedClaim ToCompared(Claim claim, Dictionary<Guid, string> names, FactRow? article)
    {
        var facts = claim.Facts;
        return new(
            claim.Id, SourceOf(claim.Source), facts.Text, facts.Language,
            facts.ClaimedAt ?? Columns.Date(article?.PublishedAt, article?.PublishedAtPrecision), facts.Modality,
            [.. facts.Attribution.Select(hop => new ComparedHop(hop.Source is { } source ? SourceOf(source) : null, hop.UpstreamClaim))]);

        ComparedSource SourceOf(Domain.Sources.SourceRef source) => new(source.Id, source.Slug, names.GetValueOrDefault(source.Id, source.Slug));
    }

    private sealed record Known(Claim Claim, DateTimeOffset? TakenDownAt, ComparedClaim Facts)
    {
        public bool IsOpen => TakenDownAt is null && Claim.Status != ClaimStatus.Retracted;

        public LinkedClaim ToLinked() => new(
            Claim.Id, Claim.ExternalId, Claim.Source, Claim.Facts.Text, Claim.Facts.ClaimedAt, Claim.Facts.Modality, Claim.Status, Claim.Version);
    }

    private sealed class AskedRow
    {
        public string Text { get; init; } = "";
        public string? Language { get; init; }
    }

    private sealed class FactRow
    {
        public Guid? Id { get; init; }
        public string? Name { get; init; }
        public Guid? ClaimId { get; init; }
        public DateTime? PublishedAt { get; init; }
        public string? PublishedAtPrecision { get; init; }
    }
}
