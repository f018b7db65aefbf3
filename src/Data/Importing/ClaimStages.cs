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

    public static async Task FillAsync(MergeContext context, IReadOnlyCollection<ClaimCandidate> candidates)
    {
        await context.Lane.ClearStagesAsync(context.Cancellation);
        await OwnThread.RunAsync(() => Fill(context, candidates), context.Cancellation);
    }

    private static ulong Fill(MergeContext context, IReadOnlyCollection<ClaimCandidate> candidates)
    {
        using (var claims = context.Lane.Connection.BeginBinaryImport(Statements.Copy("ImportClaimsStage")))
        {
            foreach (var candidate in candidates)
            {
                Write(claims, candidate.Claim!, context.NewId(candidate.Row.Line, RecordKind.Claim));
            }

            claims.Complete();
        }

        if (candidates.All(candidate => candidate.Facts.Attribution.Count == 0))
        {
            return 0;
        }

        using var hops = context.Lane.Connection.BeginBinaryImport(Statements.Copy("ImportHopsStage"));
        foreach (var claim in candidates.Select(candidate => candidate.Claim!))
        {
            foreach (var (index, hop) in claim.Facts.Attribution.Index())
            {
                Write(hops, claim.Id, index + 1, hop);
            }
        }

        return hops.Complete();
    }

    private static void Write(NpgsqlBinaryImporter rows, Claim claim, Guid auditId)
    {
        var facts = claim.Facts;
        rows.StartRow();
        rows.Write(claim.Id, NpgsqlDbType.Uuid);
        rows.WriteText(claim.ExternalId);
        rows.Write(claim.Source.Id, NpgsqlDbType.Uuid);
        rows.WriteId(claim.Article?.Id);
        rows.WriteText(facts.Text);
        rows.WriteText(facts.Quote);
        rows.WriteText(facts.QuoteSelector?.Exact);
        rows.WriteText(facts.QuoteSelector?.Prefix);
        rows.WriteText(facts.QuoteSelector?.Suffix);
        rows.WriteTime(facts.ClaimedAt?.Start);
        rows.WriteText(Columns.Precision(facts.ClaimedAt));
        rows.WriteText(facts.Language);
        rows.WriteText(Words<Modality>.Of(facts.Modality));
        rows.WriteText(Words<Basis>.Of(facts.Basis));
        rows.WriteText(Words<ClaimStatus>.Of(claim.Status));
        rows.Write(facts.Topics.ToArray());
        rows.Write(claim.Version, NpgsqlDbType.Integer);
        rows.WriteTime(claim.CreatedAt);
        rows.WriteTime(claim.UpdatedAt);
        rows.Write(auditId, NpgsqlDbType.Uuid);
        rows.WriteText(Snapshot.Of(claim));
    }

    private static void Write(NpgsqlBinaryImporter rows, Guid claim, int position, Hop hop)
    {
        rows.StartRow();
        rows.Write(claim, NpgsqlDbType.Uuid);
        rows.Write((short)position, NpgsqlDbType.Smallint);
        rows.WriteId(hop.Source?.Id);
        rows.WriteText(hop.Descriptor);
        rows.WriteText(Words<AttributionRelation>.Of(hop.Relation));
        rows.WriteText(Words<OnRecord>.Of(hop.OnRecord));
        rows.WriteId(hop.UpstreamClaim);
        rows.WriteText(hop.Quote);
    }
}
