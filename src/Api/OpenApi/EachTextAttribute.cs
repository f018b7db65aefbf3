namespace ClaimCheck.Api.OpenApi;

/// <summary>Says what each text of a list may be.</summary>
/// <param name="maxLength">The most characters it may have.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachTextAttribute(int maxLength) : Attribute
{
    /// <summary>The most characters it may have.</summary>
    public int MaxLength { get; } = maxLength;

    /// <summary>A regular expression that it fits; null for any text.</summary>
    public string? Pattern { get; init; }
}
