using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Importing;

/// <summary>
/// The externalId that a row is given which has none: <c>sha256:</c> and 64 hexadecimal digits of what it says. So the same row again
/// is the same claim, and another wording another one.
/// </summary>
/// <remarks>
/// The hash is over lines <c>name:length:value</c>, each ended by a line feed, in the order of their names; the length counts the bytes
/// of the value in UTF-8. What a row does not say has no line. docs/import.md has an example.
/// </remarks>
public static class ContentKey
{
    private const string Prefix = "sha256:";

    /// <summary>The key of a claim.</summary>
    /// <param name="source">Whose it is.</param>
    /// <param name="facts">What it says, its attribution looked up.</param>
    /// <param name="article">Where it was made, as it was sent.</param>
    public static string Of(SourceRef source, ClaimFacts facts, ArticleMention? article)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(lines, "article", article?.Reference ?? article?.ExternalId ?? article?.Facts?.CanonicalUrl);
        foreach (var (index, hop) in facts.Attribution.Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"attribution.{index:00}.");
            Add(lines, name + "descriptor", hop.Descriptor);
            Add(lines, name + "onRecord", Words<OnRecord>.Of(hop.OnRecord));
            Add(lines, name + "quote", hop.Quote);
            Add(lines, name + "relation", Words<AttributionRelation>.Of(hop.Relation));
            Add(lines, name + "source", hop.Source?.Slug);
            Add(lines, name + "upstreamClaim", hop.UpstreamClaim?.ToString());
        }

        Add(lines, "basis", Words<Basis>.Of(facts.Basis));
        Add(lines, "claimedAt", facts.ClaimedAt?.ToString());
        Add(lines, "language", facts.Language);
        Add(lines, "modality", Words<Modality>.Of(facts.Modality));
        Add(lines, "quote", facts.Quote);
        Add(lines, "source", source.Slug);
        Add(lines, "text", facts.Text);
        Add(lines, "topics", facts.Topics.Count == 0 ? null : string.Join(' ', facts.Topics));
        return Hash(lines);
    }

    /// <summary>The key of an article that has no address.</summary>
    /// <param name="source">Who published it.</param>
    /// <param name="facts">What is known about it.</param>
    public static string Of(SourceRef source, ArticleFacts facts)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(lines, "byline", facts.Byline);
        Add(lines, "publishedAt", facts.PublishedAt?.ToString());
        Add(lines, "source", source.Slug);
        Add(lines, "title", facts.Title);
        return Hash(lines);
    }

    /// <summary>
    /// The key of a claim that reviews are about: whose it is and what it says. Reviews of the same claim differ in when and where they
    /// found it.
    /// </summary>
    public static string OfReviewed(SourceRef source, string text) => Hash(new(StringComparer.Ordinal) { ["source"] = source.Slug, ["text"] = text });

    private static void Add(SortedDictionary<string, string> lines, string name, string? value)
    {
        if (value is not null)
        {
            lines.Add(name, value);
        }
    }

    private static string Hash(SortedDictionary<string, string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in lines)
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}:{bytes.Length}:")));
            hash.AppendData(bytes);
            hash.AppendData("\n"u8);
        }

        return Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
