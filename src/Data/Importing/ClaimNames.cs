using ClaimCheck.Data.Sources;
using ClaimCheck.Domain.Importing;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>Finds the claims that links and assessments refer to.</summary>
internal sealed class ClaimNames
{
    private static readonly Sql Statements = Sql.Load("import_merges");

    private readonly Dictionary<Guid, Row> byId;
    private readonly ILookup<string, Row> byExternalId;
    private readonly IReadOnlyDictionary<string, Domain.Sources.SourceRef> sources;

    private ClaimNames(List<Row> rows, IReadOnlyDictionary<string, Domain.Sources.SourceRef> sources)
    {
        byId = rows.ToDictionary(row => row.Id);
        byExternalId = rows.Where(row => row.ExternalId is not null).ToLookup(row => row.ExternalId!, StringComparer.Ordinal);
        this.sources = sources;
    }

    /// <summary>Looks for all of these at once.</summary>
    public static async Task<ClaimNames> FindAsync(MergeContext context, IReadOnlyCollection<ClaimReference> references)
    {
        var sources = await SourceDirectory.FindAllAsync(
            context.Lane.Connection, [.. references.Select(reference => reference.Source).OfType<string>()], context.Cancellation);
        var exact = references
            .Where(reference => reference.Source is not null && sources.ContainsKey(reference.Source))
            .Select(reference => (Source: sources[reference.Source!].Id, Key: reference.Claim))
            .Distinct()
            .ToList();
        var rows = await context.Lane.Connection.QueryAsync<Row>(context.Command(
            Statements["ImportClaimsNamed"],
            new
            {
                Ids = references.Select(reference => AsId(reference.Claim)).OfType<Guid>().Distinct().ToArray(),
                Sources = exact.Select(name => name.Source).ToArray(),
                Keys = exact.Select(name => name.Key).ToArray(),
                ExternalIds = references.Where(reference => reference.Source is null).Select(reference => reference.Claim).Distinct(StringComparer.Ordinal).ToArray(),
            }));
        return new ClaimNames(rows.AsList(), sources);
    }

    /// <summary>The claim that is meant, or why none is.</summary>
    /// <param name="member">Which member of the row names it.</param>
    /// <param name="reference">How.</param>
    /// <param name="unknown">What could not be found; null where it was.</param>
    public Guid Find(string member, ClaimReference reference, out UnknownClaim? unknown)
    {
        unknown = null;
        var owner = reference.Source is null ? null : sources.GetValueOrDefault(reference.Source);
        var meant = byExternalId[reference.Claim].Where(row => reference.Source is null || row.SourceId == owner?.Id).ToList();
        if (AsId(reference.Claim) is { } id && byId.TryGetValue(id, out var named))
        {
            meant = [named];
        }

        if (meant is [{ IsTakenDown: false } only])
        {
            return only.Id;
        }

        unknown = new UnknownClaim(member, reference.Claim, IsAmbiguous: meant.Count > 1, IsTakenDown: meant is [_]);
        return Guid.Empty;
    }

    private static Guid? AsId(string reference) => Guid.TryParseExact(reference, "D", out var id) ? id : null;

    private sealed record Row(Guid Id, string? ExternalId, Guid SourceId, bool IsTakenDown);
}
