using System.Text.Json;

namespace ClaimCheck.Client.Tests.Service;

/// <summary>Lines to import that nobody has imported yet: a source and claims of it.</summary>
public sealed class Story
{
    public string Source { get; } = ImportService.NewName("outlet");

    public string SourceLine => Line(new { record = "source", slug = Source, name = $"Outlet {Source}", kind = "news_outlet" });

    public string ClaimLine(int number, string? text = "The bridge was closed on Monday.") => ClaimLineOf(Source, number, text);

    public static string ClaimLineOf(string source, int number, string? text) => text is null
        ? Line(new { record = "claim", source, externalId = $"c-{number}" })
        : Line(new { record = "claim", source, externalId = $"c-{number}", text = $"{text} ({number})", claimedAt = "2014-09", language = "en" });

    /// <summary>The source, so many claims, and one claim without a text.</summary>
    public string WithOneThatFails(int claims) => string.Concat([SourceLine, .. Enumerable.Range(1, claims).Select(i => ClaimLine(i)), ClaimLine(claims + 1, null)]);

    /// <summary>The same with all texts there.</summary>
    public string Mended(int claims) => string.Concat([SourceLine, .. Enumerable.Range(1, claims + 1).Select(i => ClaimLine(i))]);

    private static string Line<T>(T value) => JsonSerializer.Serialize(value) + "\n";
}
