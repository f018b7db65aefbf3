namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>What in two claims cannot both hold.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Here">The words of the first.</param>
/// <param name="There">The words of the second.</param>
/// <param name="Strength">How surely, from 0 to 1.</param>
internal sealed record Conflict(ReasonKind Kind, IReadOnlyList<string> Here, IReadOnlyList<string> There, double Strength)
{
    /// <summary>The same, seen from the second.</summary>
    public Conflict Turned() => this with { Here = There, There = Here };
}
