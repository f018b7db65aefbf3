using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Data.Withdrawal;

/// <summary>A withdrawal, and the claims that fell with it.</summary>
/// <param name="Retraction">The withdrawal.</param>
/// <param name="Claims">The claims in the order of their ids, without those that were taken down since.</param>
public sealed record StoredRetraction(SourceRetraction Retraction, IReadOnlyList<WithdrawnClaim> Claims);

internal class RetractionRow
{
    public Guid Id { get; init; }
    public string Reason { get; init; } = "";
    public DateTime? SaidFrom { get; init; }
    public string? SaidFromPrecision { get; init; }
    public DateTime? SaidTo { get; init; }
    public string? SaidToPrecision { get; init; }
    public int RetractedClaims { get; init; }
    public int UnsupportedClaims { get; init; }
    public string RetractedBy { get; init; } = "";
    public DateTime RetractedAt { get; init; }
    public int Version { get; init; }

    public SourceRetraction ToRetraction(SourceRef source) => new(
        Id, source, Reason, Columns.Date(SaidFrom, SaidFromPrecision), Columns.Date(SaidTo, SaidToPrecision), RetractedClaims,
        UnsupportedClaims, RetractedBy, RetractedAt, Version);
}

/// <summary>A withdrawal and one of the claims that fell; one of which none is left is one row whose claim is null.</summary>
internal sealed class WithdrawnClaimRow : RetractionRow
{
    public Guid SourceId { get; init; }
    public string Slug { get; init; } = "";
    public Guid? ClaimId { get; init; }
    public string? Effect { get; init; }

    /// <summary>The withdrawal that all of the rows are about.</summary>
    public static StoredRetraction ToStored(IReadOnlyList<WithdrawnClaimRow> rows) => new(
        rows[0].ToRetraction(new SourceRef(rows[0].SourceId, rows[0].Slug)),
        [.. rows.Where(row => row.ClaimId is not null).Select(row => new WithdrawnClaim(row.ClaimId!.Value, Words<WithdrawalEffect>.Parse(row.Effect!)))]);
}
