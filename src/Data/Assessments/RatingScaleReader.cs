using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Assessments;

/// <summary>Reads rating scales.</summary>
/// <param name="database">The database.</param>
public sealed class RatingScaleReader(Database database)
{
    private static readonly Sql Statements = Sql.Load("rating_scales");

    /// <summary>The scale with this id or slug, or null.</summary>
    public async Task<RatingScale?> FindAsync(string reference, CancellationToken cancellation) =>
        Names.TryRead(reference, out var names)
            ? Only(await database.ReadAsync<RatingScaleRow>(FindCommand(names, cancellation)))
            : null;

    /// <summary>The version of the scale with this id or slug, or null.</summary>
    public async ValueTask<int?> FindVersionAsync(string reference, CancellationToken cancellation) =>
        Names.TryRead(reference, out var names)
            ? await database.ReadVersionAsync(new CommandDefinition(Statements["RatingScaleVersion"], names, cancellationToken: cancellation))
            : null;

    /// <summary>Scales, newest first.</summary>
    /// <param name="before">Only those recorded before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<RatingScale>> ListAsync(Guid? before, int take, CancellationToken cancellation)
    {
        var command = new Filters().Add("before", before).Command(Statements, "RatingScaleList", take, cancellation);
        return RatingScaleRow.ToScales(await database.ReadAsync<RatingScaleRow>(command));
    }

    internal static async Task<RatingScale?> GetAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        Only((await connection.QueryAsync<RatingScaleRow>(FindCommand(new Names(id, null), cancellation))).AsList());

    /// <summary>The scale with this id or slug, or null, over a connection whose transaction may have written it.</summary>
    internal static async Task<RatingScale?> FindAsync(NpgsqlConnection connection, string reference, CancellationToken cancellation) =>
        Names.TryRead(reference, out var names)
            ? Only((await connection.QueryAsync<RatingScaleRow>(FindCommand(names, cancellation))).AsList())
            : null;

    private static CommandDefinition FindCommand(Names names, CancellationToken cancellation) =>
        new(Statements["RatingScaleFind"], names, cancellationToken: cancellation);

    private static RatingScale? Only(List<RatingScaleRow> rows) => RatingScaleRow.ToScales(rows).SingleOrDefault();

    /// <summary>What a reference may be.</summary>
    private sealed record Names(Guid? Id, string? Slug)
    {
        /// <summary>False for what no name can hold (a NUL out of a path, say), which Postgres would refuse.</summary>
        public static bool TryRead(string reference, out Names names)
        {
            names = Guid.TryParseExact(reference, "D", out var id) ? new(id, null) : new(null, reference);
            return PlainText.FirstRefused(reference) is null;
        }
    }
}
