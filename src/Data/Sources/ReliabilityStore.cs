using System.Globalization;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Sources;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Sources;

/// <summary>Writes judgements on the reliability of sources.</summary>
/// <param name="database">The database.</param>
public sealed class ReliabilityStore(Database database)
{
    private static readonly Sql Statements = Sql.Load("sources");

    /// <summary>Records a judgement on a source's reliability beside the earlier ones.</summary>
    /// <param name="id">Which source.</param>
    /// <param name="grade">The grade.</param>
    /// <param name="rationale">Why.</param>
    /// <param name="validFrom">The day from which it holds.</param>
    /// <param name="by">Who judges.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    /// <returns>The judgement, or null where no source has the id.</returns>
    public async Task<ReliabilityJudgement?> RateAsync(
        Guid id,
        ReliabilityGrade grade,
        string rationale,
        DateOnly validFrom,
        Authorship by,
        CancellationToken cancellation,
        Receipt<ReliabilityJudgement?>? receipt = null)
    {
        var judgement = new ReliabilityJudgement(NewId.At(by.At), grade, rationale, validFrom, by.At, by.Actor);
        return await database.WriteAsync<ReliabilityJudgement?>(
            async (connection, token) =>
            {
                var version = await connection.ExecuteScalarAsync<int?>(
                    new CommandDefinition(Statements["SourceTouch"], new { id, by.At }, cancellationToken: token));
                if (version is null)
                {
                    return (false, null);
                }

                await InsertAsync(connection, id, judgement, by, token);
                return (true, judgement);
            },
            receipt,
            cancellation);
    }

    /// <summary>Records a judgement on the connection, and in the transaction, of whoever makes it or brings it back.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="id">Which source.</param>
    /// <param name="judgement">The judgement.</param>
    /// <param name="isNew">Whether it is made now; otherwise the source's version has counted it already.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="token">Stops waiting for the database.</param>
    internal static async Task RateAsync(
        NpgsqlConnection connection, Guid id, ReliabilityJudgement judgement, bool isNew, Authorship by, CancellationToken token)
    {
        if (isNew)
        {
            await connection.ExecuteAsync(new CommandDefinition(Statements["SourceTouch"], new { id, by.At }, cancellationToken: token));
        }

        await InsertAsync(connection, id, judgement, by, token);
    }

    /// <summary>The judgement with this id and the source that it is on, else one that says the same of the source; null where there is neither.</summary>
    internal static async Task<(ReliabilityJudgement Judgement, Guid Source)?> FindAsync(
        NpgsqlConnection connection, Guid id, ReliabilityJudgement judgement, CancellationToken token) =>
        await connection.QuerySingleOrDefaultAsync<RatedSourceRow>(new CommandDefinition(
            Statements["ReliabilityFind"], Parameters(id, judgement), cancellationToken: token)) is { } row
            ? (row.ToJudgement()!, row.SourceId)
            : null;

    private static async Task InsertAsync(
        NpgsqlConnection connection, Guid id, ReliabilityJudgement judgement, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["ReliabilityInsert"], Parameters(id, judgement), cancellationToken: token));
        await SourceStore.RecordAsync(connection, id, "rated", judgement.Rationale, by, token, judgement.Id);
    }

    private static object Parameters(Guid source, ReliabilityJudgement judgement) => new
    {
        judgement.Id,
        SourceId = source,
        Grade = Words<ReliabilityGrade>.Of(judgement.Grade),
        judgement.Rationale,
        ValidFrom = judgement.ValidFrom.ToString("O", CultureInfo.InvariantCulture),
        judgement.RecordedAt,
        judgement.RecordedBy,
    };
}
