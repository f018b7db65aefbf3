using System.Collections.Concurrent;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Sources;

/// <summary>
/// Finds sources by whatever name they are called. Ids and slugs never change and sources are never removed, so what was
/// found once is remembered, for as long as the same server answers: one that takes over may lack the newest. That something
/// was not found is not remembered, and neither are externalIds (a slug goes before one).
/// </summary>
public sealed class SourceDirectory
{
    // Some 10 MB; beyond it the memory starts anew, which costs a query per source.
    private const int MostRemembered = 100_000;

    private static readonly Sql Statements = Sql.Load("sources");

    private readonly Database database;
    private readonly ConcurrentDictionary<Guid, SourceRef> byId = new();
    private readonly ConcurrentDictionary<string, SourceRef> bySlug = new(StringComparer.Ordinal);

    /// <param name="database">The database.</param>
    public SourceDirectory(Database database)
    {
        this.database = database;
        database.Lost += Forget;
    }

    /// <summary>The source that <paramref name="reference"/> means, or null.</summary>
    /// <param name="reference">An id, a slug or an externalId, tried in this order.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async ValueTask<SourceRef?> FindAsync(string reference, CancellationToken cancellation) =>
        Recall(reference) ?? (await FindAllAsync([reference], cancellation)).GetValueOrDefault(reference);

    /// <summary>The sources that the references mean; those that mean none are left out.</summary>
    /// <param name="references">Ids, slugs or externalIds.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async ValueTask<IReadOnlyDictionary<string, SourceRef>> FindAllAsync(
        IReadOnlyCollection<string> references, CancellationToken cancellation)
    {
        var found = new Dictionary<string, SourceRef>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var reference in references)
        {
            if (Recall(reference) is { } known)
            {
                found[reference] = known;
            }
            else if (PlainText.FirstRefused(reference) is null)
            {
                // What no name can hold (a NUL out of a path, say) is not worth asking for, and Postgres would refuse it.
                unknown.Add(reference);
            }
        }

        if (unknown.Count > 0)
        {
            var rows = await QueryAsync([.. unknown.Select(AsId).OfType<Guid>()], [.. unknown], cancellation);
            foreach (var reference in unknown)
            {
                if (Match(rows, reference) is { } row)
                {
                    found[reference] = Remember(row);
                }
            }
        }

        return found;
    }

    /// <summary>The names of sources that are known to exist.</summary>
    internal async ValueTask<IReadOnlyDictionary<Guid, SourceRef>> NamesAsync(IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, SourceRef>();
        List<Guid>? unknown = null;
        foreach (var id in ids)
        {
            if (byId.TryGetValue(id, out var known))
            {
                names[id] = known;
            }
            else
            {
                (unknown ??= []).Add(id);
            }
        }

        if (unknown is not null)
        {
            Guid[] asked = [.. unknown.Distinct()];
            var rows = await QueryAsync(asked, [], cancellation);
            if (rows.Count < asked.Length)
            {
                // They stand in rows of another server, which is ahead of the replica that was asked.
                rows = await database.ReadPrimaryAsync<Row>(Command(asked, [], cancellation));
            }

            foreach (var row in rows)
            {
                names[row.Id] = Remember(row);
            }
        }

        return names;
    }

    /// <summary>
    /// The same over a connection whose transaction may have written sources that nobody else knows of, and that may never be: nothing
    /// is remembered.
    /// </summary>
    internal static async Task<IReadOnlyDictionary<string, SourceRef>> FindAllAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> references, CancellationToken cancellation)
    {
        string[] words = [.. references.Where(reference => PlainText.FirstRefused(reference) is null).Distinct(StringComparer.Ordinal)];
        if (words.Length == 0)
        {
            return new Dictionary<string, SourceRef>();
        }

        var rows = (await connection.QueryAsync<Row>(Command([.. words.Select(AsId).OfType<Guid>()], words, cancellation))).AsList();
        var byName = new Dictionary<string, SourceRef>(StringComparer.Ordinal);
        foreach (var names in new Func<Row, string?>[] { row => row.Id.ToString(), row => row.Slug, row => row.ExternalId })
        {
            foreach (var row in rows.Where(row => names(row) is not null))
            {
                byName.TryAdd(names(row)!, new SourceRef(row.Id, row.Slug));
            }
        }

        return words.Where(word => byName.ContainsKey(Spelt(word))).ToDictionary(word => word, word => byName[Spelt(word)], StringComparer.Ordinal);

        static string Spelt(string word) => AsId(word)?.ToString() ?? word;
    }

    /// <summary>The names of sources that are known to exist, over such a connection.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, SourceRef>> NamesAsync(
        NpgsqlConnection connection, IEnumerable<Guid> ids, CancellationToken cancellation) =>
        (await connection.QueryAsync<Row>(Command([.. ids.Distinct()], [], cancellation)))
            .ToDictionary(row => row.Id, row => new SourceRef(row.Id, row.Slug));

    private static Guid? AsId(string reference) => Guid.TryParseExact(reference, "D", out var id) ? id : null;

    private static Row? Match(List<Row> rows, string reference) =>
        rows.Find(r => r.Id == AsId(reference)) ?? rows.Find(r => r.Slug == reference) ?? rows.Find(r => r.ExternalId == reference);

    private SourceRef? Recall(string reference) =>
        AsId(reference) is { } id ? byId.GetValueOrDefault(id) : bySlug.GetValueOrDefault(reference);

    private SourceRef Remember(Row row)
    {
        if (byId.Count >= MostRemembered)
        {
            Forget();
        }

        var source = new SourceRef(row.Id, row.Slug);
        byId[source.Id] = source;
        bySlug[source.Slug] = source;
        return source;
    }

    private void Forget()
    {
        byId.Clear();
        bySlug.Clear();
    }

    private ValueTask<List<Row>> QueryAsync(Guid[] ids, string[] words, CancellationToken cancellation) =>
        database.ReadAsync<Row>(Command(ids, words, cancellation));

    private static CommandDefinition Command(Guid[] ids, string[] words, CancellationToken cancellation) => new(
        Statements["SourceRefsFind"], new { ids, words, Take = ids.Length + (2 * words.Length) }, cancellationToken: cancellation);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Slug { get; init; } = "";
        public string? ExternalId { get; init; }
    }
}
