using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Claims;

/// <summary>Writes a claim's own rows and those of its hops, in the transaction of whoever decided what they hold.</summary>
internal static class ClaimRows
{
    private static readonly Sql Statements = Sql.Load("claims");
    private static readonly string InsertAndKeep = IdempotencyStore.KeepStatement + Statements["ClaimInsert"];

    /// <summary>Writes a new claim in one command, together with the answer that is to be kept, if there is one.</summary>
    public static Task<int> InsertAsync(
        NpgsqlConnection connection, Claim claim, Authorship by, object? keepParameters, CancellationToken token)
    {
        var parameters = FactParameters(claim);
        parameters.AddDynamicParams(new
        {
            claim.ExternalId,
            SourceId = claim.Source.Id,
            AuditId = NewId.At(by.At),
            by.ActorId,
            by.Actor,
            by.At,
            After = Snapshot.Of(claim),
            by.TraceId,
        });
        parameters.AddDynamicParams(keepParameters);
        return connection.ExecuteAsync(new CommandDefinition(
            keepParameters is null ? Statements["ClaimInsert"] : InsertAndKeep, parameters, cancellationToken: token));
    }

    /// <summary>Writes what a claim says now over what it said.</summary>
    public static async Task UpdateAsync(NpgsqlConnection connection, Claim claim, CancellationToken token)
    {
        var parameters = FactParameters(claim);
        parameters.Add("at", claim.UpdatedAt);
        await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimUpdate"], parameters, cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(Statements["HopsDelete"], new { claim.Id }, cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(Statements["HopsInsert"], parameters, cancellationToken: token));
    }

    /// <summary>Sets a claim's status on the connection, and in the transaction, of what causes it.</summary>
    public static async Task SetStatusAsync(NpgsqlConnection connection, Claim claim, Authorship by, CancellationToken token) =>
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["ClaimSetStatus"],
            new { claim.Id, Status = Words<ClaimStatus>.Of(claim.Status), by.At },
            cancellationToken: token));

    private static DynamicParameters FactParameters(Claim claim)
    {
        var facts = claim.Facts;
        var hops = facts.Attribution;
        return new DynamicParameters(new
        {
            claim.Id,
            ArticleId = claim.Article?.Id,
            facts.Text,
            facts.Quote,
            QuoteExact = facts.QuoteSelector?.Exact,
            QuotePrefix = facts.QuoteSelector?.Prefix,
            QuoteSuffix = facts.QuoteSelector?.Suffix,
            ClaimedAt = facts.ClaimedAt?.Start,
            ClaimedAtPrecision = Columns.Precision(facts.ClaimedAt),
            facts.Language,
            Modality = Words<Modality>.Of(facts.Modality),
            Basis = Words<Basis>.Of(facts.Basis),
            Topics = facts.Topics.ToArray(),
            HopSources = hops.Select(h => h.Source?.Id).ToArray(),
            HopDescriptors = hops.Select(h => h.Descriptor).ToArray(),
            HopRelations = hops.Select(h => Words<AttributionRelation>.Of(h.Relation)).ToArray(),
            HopOnRecords = hops.Select(h => Words<OnRecord>.Of(h.OnRecord)).ToArray(),
            HopUpstreams = hops.Select(h => h.UpstreamClaim).ToArray(),
            HopQuotes = hops.Select(h => h.Quote).ToArray(),
        });
    }
}
