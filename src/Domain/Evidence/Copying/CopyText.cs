using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>A claim's text, as far as copying is concerned.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Source">Who asserts it: a source that repeats itself copies nobody.</param>
/// <param name="Text">What it says.</param>
/// <param name="Said">When it was published, or else said; null where that is not recorded.</param>
public sealed record CopyText(Guid Claim, Guid Source, string Text, PartialDate? Said);
