using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Domain.Tests.Withdrawal;

public sealed class SourceRetractionTests
{
    private static readonly Authorship By = new(null, "tests", Role.Editor, new DateTimeOffset(2014, 9, 26, 0, 0, 0, TimeSpan.Zero));
    private static readonly SourceRef Source = new(Guid.Parse("0148af41-d400-7000-8000-000000000001"), "somebody");

    [Fact]
    public void A_withdrawal_counts_what_fell()
    {
        var verdict = Of(WithdrawalEffect.Retracted, WithdrawalEffect.Unsupported, WithdrawalEffect.Unsupported);

        Assert.Equal(WithdrawalOutcome.Accepted, verdict.Outcome);
        Assert.Equal((1, 2, 1), (verdict.Value!.RetractedClaims, verdict.Value.UnsupportedClaims, verdict.Value.Version));
    }

    [Fact]
    public void Where_nothing_falls_nothing_is_withdrawn() => Assert.Equal(WithdrawalOutcome.NothingFalls, Of().Outcome);

    private static Verdict<WithdrawalOutcome, SourceRetraction> Of(params WithdrawalEffect[] effects)
    {
        var claims = effects.Select(effect => new FallenClaim(Guid.Empty, null, Source, "It is so.", effect)).ToList();
        return SourceRetraction.Of(Guid.Empty, new FallenClaims(Source, claims, []), new WithdrawalScope(), "A hoax.", By);
    }
}
