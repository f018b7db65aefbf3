using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Assessments;

/// <summary>Writes rating scales.</summary>
/// <param name="database">The database.</param>
/// <param name="reader">Finds the scale that has a slug already.</param>
public sealed class RatingScaleStore(Database database, RatingScaleReader reader)
{
    private static readonly Sql Statements = Sql.Load("rating_scales");

    /// <summary>Records a new scale.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<RatingScaleOutcome, RatingScale>> AddAsync(
        RatingScale scale,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<RatingScaleOutcome, RatingScale>>? receipt = null)
    {
        try
        {
            return await database.WriteAsync<Verdict<RatingScaleOutcome, RatingScale>>(
                async (connection, token) =>
                {
                    await InsertAsync(connection, scale, by, token);
                    return (true, new(RatingScaleOutcome.Accepted, scale));
                },
                receipt,
                cancellation);
        }
        catch (PostgresException e) when (e.ConstraintName is "rating_scales_slug_unique")
        {
            return new(RatingScaleOutcome.SlugTaken, ExistingId: (await reader.FindAsync(scale.Slug, cancellation))?.Id);
        }
    }

    /// <summary>Corrects what a scale says. Verdicts that were given on it stay as they are.</summary>
    /// <param name="id">Which scale.</param>
    /// <param name="facts">All that it says now.</param>
    /// <param name="from">The version that the correction was made from.</param>
    /// <param name="by">Who corrects it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<RatingScaleOutcome, RatingScale>> ChangeAsync(
        Guid id, RatingScaleFacts facts, VersionCondition from, Authorship by, CancellationToken cancellation) =>
        await database.WriteAsync<Verdict<RatingScaleOutcome, RatingScale>>(
            async (connection, token) =>
            {
                if (await HoldAsync(connection, id, token) is not { } current)
                {
                    return (false, new(RatingScaleOutcome.Missing));
                }

                var verdict = current.Change(facts, from, by.At);
                if (verdict is not { Outcome: RatingScaleOutcome.Accepted, Value: { } scale })
                {
                    return (false, verdict);
                }

                await UpdateAsync(connection, scale, by, token);
                return (true, verdict);
            },
            cancellation);

    /// <summary>Writes a new scale on the connection, and in the transaction, of whoever needs it.</summary>
    internal static async Task InsertAsync(NpgsqlConnection connection, RatingScale scale, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(Statements["RatingScaleInsert"], Parameters(scale), cancellationToken: token));
        await InsertLabelsAsync(connection, scale, token);
        await RecordAsync(connection, scale, "created", by, token);
    }

    /// <summary>The scale as nobody changes it until the transaction ends, or null.</summary>
    internal static async Task<RatingScale?> HoldAsync(NpgsqlConnection connection, Guid id, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(Statements["RatingScaleLock"], new { id }, cancellationToken: token));
        return await RatingScaleReader.GetAsync(connection, id, token);
    }

    /// <summary>Writes a scale that is held as it is now over how it was.</summary>
    internal static async Task UpdateAsync(NpgsqlConnection connection, RatingScale scale, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(Statements["RatingScaleUpdate"], Parameters(scale), cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(Statements["RatingLabelsDelete"], new { scale.Id }, cancellationToken: token));
        await InsertLabelsAsync(connection, scale, token);
        await RecordAsync(connection, scale, "changed", by, token);
    }

    private static object Parameters(RatingScale scale) => new
    {
        scale.Id,
        scale.Slug,
        scale.Facts.Name,
        scale.Facts.BestRating,
        scale.Facts.WorstRating,
        scale.Version,
        scale.CreatedAt,
        scale.UpdatedAt,
    };

    private static Task<int> InsertLabelsAsync(NpgsqlConnection connection, RatingScale scale, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(
            Statements["RatingLabelsInsert"],
            new
            {
                scale.Id,
                Texts = scale.Facts.Labels.Select(label => label.Text).ToArray(),
                Values = scale.Facts.Labels.Select(label => label.Value).ToArray(),
                Normalized = scale.Facts.Labels.Select(label => Words<NormalizedRating>.Of(label.Normalized)).ToArray(),
            },
            cancellationToken: token));

    private static Task RecordAsync(
        NpgsqlConnection connection, RatingScale scale, string action, Authorship by, CancellationToken token) =>
        AuditLog.AppendAsync(
            connection, new AuditLog.Change(AuditedEntity.RatingScale, scale.Id, scale.Version, action, Snapshot.Of(scale)), by, token);
}
