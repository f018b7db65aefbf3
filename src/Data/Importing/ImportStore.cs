using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Importing;

/// <summary>Keeps what is sent for import until it is stored, and ends imports.</summary>
/// <param name="database">The database.</param>
public sealed class ImportStore(Database database)
{
    /// <summary>How long what became of an import, and the rows that failed, can be asked for.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    // A body that has not arrived for so long was left behind by a process that ended: the largest takes three days at the slowest rate.
    private static readonly TimeSpan LongestArrival = TimeSpan.FromDays(4);
    private const int ForgottenAtOnce = 20;
    private const string Arriving = "The body has not arrived completely.";

    private static readonly Sql Statements = Sql.Load("imports");

    /// <summary>Begins to keep what arrives. Until all of it has arrived the import is incomplete.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="options">How it is to be done.</param>
    /// <param name="by">Who sends it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task BeginAsync(Guid id, ImportOptions options, Authorship by, CancellationToken cancellation) =>
        await database.WriteOnceAsync(
            (connection, token) => connection.ExecuteAsync(new CommandDefinition(
                Statements["ImportBegin"],
                new
                {
                    id,
                    KeyId = by.ActorId,
                    by.Actor,
                    Role = Words<Role>.Of(by.Role),
                    by.TraceId,
                    by.At,
                    Format = Words<ImportFormat>.Of(options.Format),
                    Mode = Words<ImportMode>.Of(options.Mode),
                    OnError = Words<OnError>.Of(options.OnError),
                    LinkStatus = Words<LinkStatus>.Of(options.LinkStatus),
                    options.Claimant,
                    Columns = (options.Columns ?? new Dictionary<string, string>()).SelectMany(pair => new[] { pair.Key, pair.Value }).ToArray(),
                    Problem = Arriving,
                },
                cancellationToken: token)),
            cancellation);

    /// <summary>Keeps rows that have arrived.</summary>
    public async Task AddPartAsync(Guid id, ImportPartWriter rows, CancellationToken cancellation)
    {
        var part = rows.Part;
        var packed = rows.Pack();
        await database.WriteOnceAsync(
            (connection, token) => connection.ExecuteAsync(new CommandDefinition(
                Statements["ImportAddPart"],
                new { ImportId = id, Part = part.Number, part.FirstLine, part.LastLine, part.RowCount, part.Kinds, Rows = new BytesParameter(packed) },
                cancellationToken: token)),
            cancellation);
    }

    /// <summary>Everything has arrived: the import waits for its turn.</summary>
    /// <param name="id">Which import.</param>
    /// <param name="arrived">What has arrived.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with it.</param>
    public async Task<Import> QueueAsync(Guid id, Arrived arrived, CancellationToken cancellation, Receipt<Import>? receipt = null) =>
        await database.WriteAsync<Import>(
            async (connection, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(
                    Statements["ImportQueue"], new { id, arrived.Header, arrived.Rows, arrived.Parts, arrived.Bytes }, cancellationToken: token));
                var row = await connection.QuerySingleAsync<ImportRow>(
                    new CommandDefinition(Statements["ImportGet"], new { id }, cancellationToken: token));
                return (true, row.ToImport());
            },
            receipt,
            cancellation);

    /// <summary>Something else arrived than was announced, or not all of it: nothing of it will be stored.</summary>
    /// <param name="id">Which import.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="bytes">How many bytes arrived.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task RefuseAsync(Guid id, string problem, long bytes, DateTimeOffset at, CancellationToken cancellation)
    {
        await database.WriteOnceAsync(
            (connection, token) => connection.ExecuteAsync(
                new CommandDefinition(Statements["ImportRefuse"], new { id, problem, bytes, at, EntryIds = EntryIds(at, 1) }, cancellationToken: token)),
            cancellation);
        await ForgetPartsAsync(id, cancellation);
    }

    /// <summary>Forgets what arrived as if it had never been sent: it was sent before.</summary>
    public async Task DiscardAsync(Guid id, CancellationToken cancellation) => await ExecuteAsync("ImportDiscard", new { id }, cancellation);

    /// <summary>Stops an import, unless it has ended. What has a result stays stored.</summary>
    public Task CancelAsync(Guid id, DateTimeOffset at, CancellationToken cancellation) => 
        ExecuteAsync("ImportCancel", new { id, at, EntryIds = EntryIds(at, 1) }, cancellation);

    /// <summary>Forgets the rows of an import that has ended, as they were sent.</summary>
    public async Task ForgetPartsAsync(Guid id, CancellationToken cancellation) =>
        await database.MaintainAsync(Statements["ImportForgetParts"], new { id }, cancellation);

    /// <summary>Forgets imports that ended long ago, and ends those whose body stopped arriving when a process ended.</summary>
    public async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await ExecuteAsync("ImportGiveUpUnfinished", new { Before = now - LongestArrival, At = now, EntryIds = EntryIds(now, ForgottenAtOnce) }, cancellation);
        await database.MaintainAsync(Statements["ImportForget"], new { Before = now - KeptFor, Take = ForgottenAtOnce }, cancellation);
    }

    /// <summary>
    /// Empties what was sent of a claim, or of what rests on it, and failed: in the transaction in which the claim is taken down, before
    /// it and its history are emptied themselves.
    /// </summary>
    internal static async Task RedactAsync(NpgsqlConnection connection, Claim claim, CancellationToken token)
    {
        string?[] own = [claim.Id.ToString(), claim.ExternalId, claim.Facts.Text, claim.Facts.Quote];
        var others = await connection.QueryAsync<string>(new CommandDefinition(
            Statements["ImportNamesOfClaim"], new { claim.Id }, cancellationToken: token));
        var names = own.OfType<string>().Concat(others).Select(SentNames.NumberOf).Append(SentNames.Everything).Distinct().ToArray();
        await connection.ExecuteAsync(new CommandDefinition(Statements["ImportFailuresRedact"], new { names }, cancellationToken: token));
    }

    /// <summary>Ids for the entries that tell that imports have ended.</summary>
    internal static Guid[] EntryIds(DateTimeOffset at, int count) => [.. Enumerable.Range(0, count).Select(_ => NewId.At(at))];

    private async Task ExecuteAsync(string statement, object parameters, CancellationToken cancellation) =>
        await database.WriteOnceAsync(
            (connection, token) => connection.ExecuteAsync(new CommandDefinition(Statements[statement], parameters, cancellationToken: token)),
            cancellation);
}

/// <summary>What has arrived for an import.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Parts">In how many parts they are kept.</param>
/// <param name="Bytes">How many bytes, as they were sent.</param>
/// <param name="Header">Of a CSV file, the record that names its columns.</param>
public sealed record Arrived(int Rows, int Parts, long Bytes, byte[]? Header);
