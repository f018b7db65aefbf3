using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Idempotency;

/// <summary>How a request under a key fared that was sent before.</summary>
public enum Repetition
{
    /// <summary>It is being worked on.</summary>
    Running = 1,

    /// <summary>Its answer is kept.</summary>
    Answered,
}

/// <summary>Keeps answers for a day, so that whoever repeats a request gets the same one and nothing is done twice.</summary>
/// <param name="database">The database.</param>
public sealed class IdempotencyStore(Database database)
{
    // Few enough to be done in a moment: a delete holds its rows to its end.
    private const int ForgottenAtOnce = 1000;

    private static readonly Sql Statements = Sql.Load("idempotency_keys");

    /// <summary>Writes an answer on the connection of, and before, the statements that follow it. To be given the parameters of <see cref="KeepParameters"/>.</summary>
    internal static string KeepStatement { get; } = Statements["IdempotentKeep"];

    /// <summary>What an exception says of an earlier sending of the same request; null where it says nothing of the kind.</summary>
    public static Repetition? Recognise(PostgresException exception) => exception.SqlState switch
    {
        "IK001" => Repetition.Running,
        "IK002" => Repetition.Answered,
        _ => null,
    };

    /// <summary>The answer kept for a request's key; null where there is none.</summary>
    /// <returns>The answer, and whether it was given to the same request.</returns>
    public async Task<(KeptAnswer Answer, bool IsToSameRequest)?> FindAsync(IdempotentRequest request, CancellationToken cancellation)
    {
        var row = await database.ReadFreshAsync(
            (connection, token) => connection.QuerySingleOrDefaultAsync<Row>(
                new CommandDefinition(Statements["IdempotentGet"], KeyParameters(request), cancellationToken: token)),
            cancellation);
        return row is null ? null : (row.ToAnswer(), row.Fingerprint.AsSpan().SequenceEqual(request.Fingerprint));
    }

    /// <summary>Keeps an answer that tells of no write: a refusal.</summary>
    /// <exception cref="PostgresException">The request is a repetition: see <see cref="Recognise"/>.</exception>
    public async Task KeepAsync(IdempotentRequest request, KeptAnswer answer, CancellationToken cancellation) =>
        await database.WriteRepeatablyAsync(
            async (connection, token) =>
            {
                await KeepAsync(connection, request, answer, token);
                return true;
            },
            cancellation);

    /// <summary>
    /// Does what is done outside of the database, unless it was done before, and keeps the answer. Of two that come at the same moment both
    /// may be done; they get the same answer.
    /// </summary>
    /// <param name="receipt">Keeps the answer; null to do it whatever was done before.</param>
    /// <param name="work">What is to be done.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <exception cref="PostgresException">The request is a repetition: see <see cref="Recognise"/>.</exception>
    public async Task<T> DoAsync<T>(Receipt<T>? receipt, Func<Task<T>> work, CancellationToken cancellation)
    {
        if (receipt is null)
        {
            return await work();
        }

        await database.WriteRepeatablyAsync(
            async (connection, token) =>
            {
                await BeginAsync(connection, receipt.Request, token);
                return true;
            },
            cancellation);
        var done = await work();
        return await database.WriteAsync((_, _) => Task.FromResult((true, done)), receipt, cancellation);
    }

    /// <summary>Forgets answers that were kept long enough, a part of them at a time.</summary>
    public async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        int forgotten;
        do
        {
            forgotten = await database.WriteRepeatablyAsync(
                (connection, token) => connection.ExecuteAsync(new CommandDefinition(
                    Statements["IdempotentForget"],
                    new { Forgotten = now - IdempotentRequest.KeptFor, Take = ForgottenAtOnce },
                    cancellationToken: token)),
                cancellation);
        }
        while (forgotten == ForgottenAtOnce);
    }

    /// <summary>Begins a request: first thing in the transaction of its write.</summary>
    internal static Task BeginAsync(NpgsqlConnection connection, IdempotentRequest request, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(Statements["IdempotentBegin"], KeyParameters(request), cancellationToken: token));

    /// <summary>Keeps an answer: last thing in the transaction of its write.</summary>
    internal static Task KeepAsync(NpgsqlConnection connection, IdempotentRequest request, KeptAnswer answer, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(KeepStatement, KeepParameters(request, answer), cancellationToken: token));

    internal static object KeepParameters(IdempotentRequest request, KeptAnswer answer) => new
    {
        CallerId = request.Caller,
        request.Key,
        request.Fingerprint,
        answer.Status,
        Headers = answer.Headers.SelectMany(header => new[] { header.Key, header.Value }).ToArray(),
        answer.Body,
        KeptAt = request.At,
        request.Forgotten,
    };

    private static object KeyParameters(IdempotentRequest request) => new { CallerId = request.Caller, request.Key, request.Forgotten };

    private sealed class Row
    {
        public byte[] Fingerprint { get; init; } = [];
        public short Status { get; init; }
        public string[] Headers { get; init; } = [];
        public byte[]? Body { get; init; }

        public KeptAnswer ToAnswer() => new(
            Status, [.. Headers.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1]))], Body);
    }
}
