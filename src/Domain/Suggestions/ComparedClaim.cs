using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Suggestions;

/// <summary>A source, as far as a comparison of claims is concerned.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its address in words.</param>
/// <param name="Name">As readers know it.</param>
public sealed record ComparedSource(Guid Id, string Slug, string Name);

/// <summary>A hop of an attribution.</summary>
/// <param name="Source">The known source; null for one that is not named.</param>
/// <param name="Upstream">The hop's own claim, where it is recorded.</param>
public sealed record ComparedHop(ComparedSource? Source, Guid? Upstream = null);

/// <summary>What is known of a claim that is compared with another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Language">BCP 47; English is assumed where nothing is recorded.</param>
/// <param name="Said">When the source said it, or else when it was published.</param>
/// <param name="Modality">How the source puts it.</param>
/// <param name="Hops">Through whom it came, nearest first.</param>
public sealed record ComparedClaim(
    Guid Id,
    ComparedSource Source,
    string Text,
    string? Language,
    PartialDate? Said,
    Modality Modality,
    IReadOnlyList<ComparedHop> Hops);
