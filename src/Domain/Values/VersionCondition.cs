namespace ClaimCheck.Domain.Values;

/// <summary>Which versions of a thing a change may start from: what a caller says with <c>If-Match</c> (RFC 9110, section 13.1.1).</summary>
public sealed class VersionCondition
{
    private readonly int[]? versions;

    private VersionCondition(int[]? versions) => this.versions = versions;

    /// <summary>Whatever the version is.</summary>
    public static VersionCondition Any { get; } = new(null);

    /// <summary>Whether every version will do.</summary>
    public bool IsAny => versions is null;

    /// <summary>Only these versions; none of them, and no version will do.</summary>
    public static VersionCondition OneOf(params int[] versions) => new(versions);

    /// <summary>Whether a change may start from this version.</summary>
    public bool Allows(int version) => versions is null || Array.IndexOf(versions, version) >= 0;
}
