using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Data.Importing;

/// <summary>Copies new claims, their hops and their first audit entries straight into the tables: all of them, or none.</summary>
internal static class ClaimCopy
{
    private static readonly Sql Statements = Sql.Load("import_merges");

    /// <summary>Stores claims.</summary>
    /// <exception cref="PostgresException">Somebody else has stored one of them this moment (SQLSTATE 23505).</exception>
    public static Task StoreAsync(MergeContext context, IReadOnlyCollection<ClaimCandidate> candidates)
    {
        // In the order of their keys, so that two imports of the same claims wait for each other and not each for the other.
        var ordered = candidates.OrderBy(candidate => candidate.ExternalId, StringComparer.Ordinal).ThenBy(candidate => candidate.Source.Id).ToList();
        return OwnThread.RunAsync(() => Copy(context, ordered), context.Cancellation);
    }

    private static ulong Copy(MergeContext context, IReadOnlyCollection<ClaimCandidate> candidates)
    {
        using (var claims = context.Lane.Connection.BeginBinaryImport(Statements.Copy("ImportClaims")))
        {
            foreach (var candidate in candidates)
            {
                Write(claims, candidate.Claim!);
            }

            claims.Complete();
        }

        if (candidates.Any(candidate => candidate.Facts.Attribution.Count > 0))
        {
            using var hops = context.Lane.Connection.BeginBinaryImport(Statements.Copy("ImportHops"));
            foreach (var claim in candidates.Select(candidate => candidate.Claim!))
            {
                foreach (var (index, hop) in claim.Facts.Attribution.Index())
                {
                    Write(hops, claim.Id, index + 1, hop);
                }
            }

            hops.Complete();
        }

        using var entries = context.Lane.Connection.BeginBinaryImport(Statements.Copy("ImportEntries"));
        foreach (var candidate in candidates)
        {
            Write(entries, context.NewId(candidate.Row.Line, RecordKind.Claim), candidate.Claim!, context.By);
        }

        return entries.Complete();
    }

    private static void Write(NpgsqlBinaryImporter rows, Claim claim)
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

    private static void Write(NpgsqlBinaryImporter rows, Guid id, Claim claim, Authorship by)
    {
        rows.StartRow();
        rows.Write(id, NpgsqlDbType.Uuid);
        rows.Write("claim", NpgsqlDbType.Text);
        rows.Write(claim.Id, NpgsqlDbType.Uuid);
        rows.Write(claim.Version, NpgsqlDbType.Integer);
        rows.Write("created", NpgsqlDbType.Text);
        rows.WriteId(by.ActorId);
        rows.Write(by.Actor, NpgsqlDbType.Text);
        rows.WriteTime(by.At);
        rows.Write(Snapshot.BytesOf(claim), NpgsqlDbType.Jsonb);
        rows.WriteText(by.TraceId);
    }
}
