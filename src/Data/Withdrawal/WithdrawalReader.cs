using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Withdrawal;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Withdrawal;

/// <summary>Reads what would fall, and what was withdrawn.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Names sources.</param>
public sealed class WithdrawalReader(Database database, SourceDirectory directory)
{
    private static readonly Sql Statements = Sql.Load("withdrawals");

    /// <summary>What would fall if a source took back what it said. At most three round trips.</summary>
    /// <param name="source">The source.</param>
    /// <param name="scope">What it takes back.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public Task<Verdict<WithdrawalOutcome, FallenClaims>> FindAsync(SourceRef source, WithdrawalScope scope, CancellationToken cancellation) =>
        FindAsync(new Rows(database), source, scope, cancellation);

    /// <summary>What would fall if an active claim were taken back. Two round trips.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<WithdrawalOutcome, FallenClaims>> FindAsync(Claim claim, CancellationToken cancellation)
    {
        var rows = new Rows(database);
        var claims = await rows.ReadAsync<ClaimRow>(
            Statements["FallingWithClaim"],
            new { Claim = claim.Id, FallenClaims.ExcerptLength, Take = FallenClaims.MostAtOnce + 1 },
            cancellation);
        return await WithLinksAsync(rows, claim.Source, claims, bySource: false, cancellation);
    }

    /// <summary>A source's withdrawals, newest first.</summary>
    /// <param name="source">The source.</param>
    /// <param name="before">Only those recorded before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<SourceRetraction>> ListAsync(SourceRef source, Guid? before, int take, CancellationToken cancellation)
    {
        var command = new Filters().Set("source", source.Id).Add("before", before).Command(Statements, "SourceRetractionList", take, cancellation);
        return (await database.ReadAsync<RetractionRow>(command)).ConvertAll(row => row.ToRetraction(source));
    }

    /// <summary>The same on the connection, and in the transaction, of the withdrawal itself.</summary>
    internal Task<Verdict<WithdrawalOutcome, FallenClaims>> FindAsync(
        NpgsqlConnection connection, SourceRef source, WithdrawalScope scope, CancellationToken cancellation) =>
        FindAsync(new Rows(connection), source, scope, cancellation);

    private async Task<Verdict<WithdrawalOutcome, FallenClaims>> FindAsync(
        Rows rows, SourceRef source, WithdrawalScope scope, CancellationToken cancellation)
    {
        var parameters = new
        {
            Source = source.Id,
            Claims = scope.Claims?.ToArray(),
            SaidFrom = scope.SaidFrom?.Start,
            SaidTo = scope.SaidTo?.End,
            FallenClaims.ExcerptLength,
            Take = FallenClaims.MostAtOnce + 1,
        };
        if (scope.Claims is not null
            && await rows.ReadAsync<(long Position, Guid Claim)>(Statements["UnrelatedClaim"], parameters, cancellation) is [var unrelated, ..])
        {
            return new(WithdrawalOutcome.ClaimUnrelated, Path: [unrelated.Claim.ToString()], Index: (int)unrelated.Position - 1);
        }

        var claims = await rows.ReadAsync<ClaimRow>(Statements["FallingClaims"], parameters, cancellation);
        return await WithLinksAsync(rows, source, claims, bySource: true, cancellation);
    }

    private async Task<Verdict<WithdrawalOutcome, FallenClaims>> WithLinksAsync(
        Rows rows, SourceRef source, List<ClaimRow> claims, bool bySource, CancellationToken cancellation)
    {
        if (claims.Count is 0 or > FallenClaims.MostAtOnce)
        {
            return claims.Count == 0 ? new(WithdrawalOutcome.NothingFalls) : new(WithdrawalOutcome.TooMuch, Path: ["claims"]);
        }

        var sources = await directory.NamesAsync(claims.Select(row => row.SourceId), cancellation);
        var fallen = claims.ConvertAll(row => row.ToFallen(sources));
        var links = await rows.ReadAsync<LinkRow>(
            Statements["FallingLinks"],
            new
            {
                Claims = fallen.FindAll(claim => claim.Effect == WithdrawalEffect.Retracted).ConvertAll(claim => claim.Id).ToArray(),
                Take = FallenClaims.MostAtOnce + 1,
            },
            cancellation);
        return links.Count > FallenClaims.MostAtOnce
            ? new(WithdrawalOutcome.TooMuch, Path: ["links"])
            : new(WithdrawalOutcome.Accepted, new FallenClaims(source, fallen, links.ConvertAll(row => row.ToFallen()), bySource));
    }

    /// <summary>Rows by short reads of their own, or all on one connection.</summary>
    private sealed class Rows
    {
        private readonly Database? database;
        private readonly NpgsqlConnection? connection;

        public Rows(Database database) => this.database = database;

        public Rows(NpgsqlConnection connection) => this.connection = connection;

        public async ValueTask<List<T>> ReadAsync<T>(string statement, object parameters, CancellationToken cancellation)
        {
            var command = new CommandDefinition(statement, parameters, cancellationToken: cancellation);
            return connection is null
                ? await database!.SearchAsync<T>(command)
                : (await connection.QueryAsync<T>(command)).AsList();
        }
    }

    private sealed class ClaimRow
    {
        public Guid Id { get; init; }
        public string? ExternalId { get; init; }
        public Guid SourceId { get; init; }
        public string Effect { get; init; } = "";
        public string Excerpt { get; init; } = "";

        public FallenClaim ToFallen(IReadOnlyDictionary<Guid, SourceRef> sources) =>
            new(Id, ExternalId, sources[SourceId], Excerpt, Words<WithdrawalEffect>.Parse(Effect));
    }

    private sealed class LinkRow
    {
        public Guid Id { get; init; }
        public Guid FromClaimId { get; init; }
        public Guid ToClaimId { get; init; }
        public string Relation { get; init; } = "";
        public string Status { get; init; } = "";

        public FallenLink ToFallen() =>
            new(Id, FromClaimId, ToClaimId, Words<LinkRelation>.Parse(Relation), Words<LinkStatus>.Parse(Status));
    }
}
