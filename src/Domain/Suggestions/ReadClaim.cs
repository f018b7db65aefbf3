using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions;

/// <summary>A claim whose text has been taken apart.</summary>
public sealed class ReadClaim
{
    private ReadClaim(ComparedClaim claim, (Statement Statement, string Language)? read)
    {
        Claim = claim;
        Statement = read?.Statement;
        Language = read?.Language;
    }

    /// <summary>The claim.</summary>
    public ComparedClaim Claim { get; }

    /// <summary>What it says; null in a language that is not read.</summary>
    internal Statement? Statement { get; }

    /// <summary>The language in which it was read.</summary>
    internal string? Language { get; }

    /// <summary>What it tells of.</summary>
    internal IReadOnlyList<Term> Terms => Statement?.Terms ?? [];

    /// <summary>Reads a claim.</summary>
    public static ReadClaim Of(ComparedClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new(claim, Reading.Statement.Read(claim.Text, claim.Language, claim.Said, claim.Modality));
    }
}
