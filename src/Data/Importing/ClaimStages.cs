using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Data.Importing;

/// <summary>Copies new claims and their hops to where they are merged from.</summary>
internal static class ClaimStages
{
    private static readonly Sql Statements = Sql.Load("import_stages");

    public static async Task FillAsync(MergeContext context, IReadOnlyCollection<ClaimMerge.Candidate> candidates)
    {
        var connection = context.Lane.Connection;
        await context.Lane.ClearStagesAsync(context.Cancellation);
        await using (var claims = await connection.BeginBinaryImportAsync(Statements.Copy("ImportClaimsStage"), context.Cancellation))
        {
            foreach (var candidate in candidates)
            {
                await WriteAsync(claims, candidate.Claim!, context.NewId(candidate.Row.Line, RecordKind.Claim), context.Cancellation);
            }

            await claims.CompleteAsync(context.Cancellation);
        }

        if (candidates.All(candidate => candidate.Facts.Attribution.Count == 0))
        {
            return;
        }

        await using var hops = await connection.BeginBinaryImportAsync(Statements.Copy("ImportHopsStage"), context.Cancellation);
        foreach (var claim in candidates.Select(candidate => candidate.Claim!))
        {
            foreach (var (index, hop) in claim.Facts.Attribution.Index())
            {
                await WriteAsync(hops, claim.Id, index + 1, hop, context.Cancellation);
            }
        }

        await hops.CompleteAsync(context.Cancellation);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter rows, Claim claim, Guid auditId, CancellationToken token)
    {
        var facts = claim.Facts;
        await rows.StartRowAsync(token);
        await rows.WriteAsync(claim.Id, NpgsqlDbType.Uuid, token);
        await rows.WriteTextAsync(claim.ExternalId, token);
        await rows.WriteAsync(claim.Source.Id, NpgsqlDbType.Uuid, token);
        await rows.WriteIdAsync(claim.Article?.Id, token);
        await rows.WriteTextAsync(facts.Text, token);
        await rows.WriteTextAsync(facts.Quote, token);
        await rows.WriteTextAsync(facts.QuoteSelector?.Exact, token);
        await rows.WriteTextAsync(facts.QuoteSelector?.Prefix, token);
        await rows.WriteTextAsync(facts.QuoteSelector?.Suffix, token);
        await rows.WriteTimeAsync(facts.ClaimedAt?.Start, token);
        await rows.WriteTextAsync(Columns.Precision(facts.ClaimedAt), token);
        await rows.WriteTextAsync(facts.Language, token);
        await rows.WriteTextAsync(Words<Modality>.Of(facts.Modality), token);
        await rows.WriteTextAsync(Words<Basis>.Of(facts.Basis), token);
        await rows.WriteTextAsync(Words<ClaimStatus>.Of(claim.Status), token);
        await rows.WriteAsync(facts.Topics.ToArray(), token);
        await rows.WriteAsync(claim.Version, NpgsqlDbType.Integer, token);
        await rows.WriteTimeAsync(claim.CreatedAt, token);
        await rows.WriteTimeAsync(claim.UpdatedAt, token);
        await rows.WriteAsync(auditId, NpgsqlDbType.Uuid, token);
        await rows.WriteTextAsync(Snapshot.Of(claim), token);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter rows, Guid claim, int position, Hop hop, CancellationToken token)
    {
        await rows.StartRowAsync(token);
        await rows.WriteAsync(claim, NpgsqlDbType.Uuid, token);
        await rows.WriteAsync((short)position, NpgsqlDbType.Smallint, token);
        await rows.WriteIdAsync(hop.Source?.Id, token);
        await rows.WriteTextAsync(hop.Descriptor, token);
        await rows.WriteTextAsync(Words<AttributionRelation>.Of(hop.Relation), token);
        await rows.WriteTextAsync(Words<OnRecord>.Of(hop.OnRecord), token);
        await rows.WriteIdAsync(hop.UpstreamClaim, token);
        await rows.WriteTextAsync(hop.Quote, token);
    }
}
