using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Withdrawal;

/// <summary>What a source takes back; everything where all is null.</summary>
/// <param name="Claims">Only these: claims of its own, and of others that came through it.</param>
/// <param name="SaidFrom">Only what it said then or later.</param>
/// <param name="SaidTo">Only what it said before the end of this date.</param>
public sealed record WithdrawalScope(IReadOnlyList<Guid>? Claims = null, PartialDate? SaidFrom = null, PartialDate? SaidTo = null);

/// <summary>What became of a withdrawal.</summary>
public enum WithdrawalOutcome
{
    /// <summary>Done, or, where it was only asked what would fall, found.</summary>
    Accepted = 1,

    /// <summary>No such source.</summary>
    SourceMissing,

    /// <summary>A claim in the scope is neither the source's own nor came through it.</summary>
    ClaimUnrelated,

    /// <summary>More would fall than can at once.</summary>
    TooMuch,

    /// <summary>Nothing in the scope is left to fall.</summary>
    NothingFalls,
}

/// <summary>A source's withdrawal of what it said.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Source">Who takes it back.</param>
/// <param name="Reason">Why.</param>
/// <param name="SaidFrom">Only what it said then or later.</param>
/// <param name="SaidTo">Only what it said before the end of this date.</param>
/// <param name="RetractedClaims">How many claims of its own were retracted.</param>
/// <param name="UnsupportedClaims">How many claims of others lost it as their source.</param>
/// <param name="RetractedBy">Who recorded it.</param>
/// <param name="RetractedAt">When.</param>
/// <param name="Version">1; counts on when a takedown empties the reason.</param>
public sealed record SourceRetraction(
    Guid Id,
    SourceRef Source,
    string Reason,
    PartialDate? SaidFrom,
    PartialDate? SaidTo,
    int RetractedClaims,
    int UnsupportedClaims,
    string RetractedBy,
    DateTimeOffset RetractedAt,
    int Version)
{
    /// <summary>The withdrawal of what falls.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="fallen">What falls.</param>
    /// <param name="scope">What was taken back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who records it.</param>
    public static Verdict<WithdrawalOutcome, SourceRetraction> Of(
        Guid id, FallenClaims fallen, WithdrawalScope scope, string reason, Authorship by) =>
        fallen.Claims.Count == 0
            ? new(WithdrawalOutcome.NothingFalls)
            : new(WithdrawalOutcome.Accepted, new SourceRetraction(
                id, fallen.Source, reason, scope.SaidFrom, scope.SaidTo, fallen.Count(WithdrawalEffect.Retracted),
                fallen.Count(WithdrawalEffect.Unsupported), by.Actor, by.At, 1));
}
