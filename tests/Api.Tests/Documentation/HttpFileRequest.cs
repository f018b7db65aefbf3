using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Documentation;

/// <summary>A request of an <c>.http</c> file: its title, the status that the title promises, and the rest as it stands.</summary>
internal sealed partial record HttpFileRequest(string File, string Title, int Status, string Text)
{
    /// <summary>Every request of every file, in their order.</summary>
    internal static IReadOnlyList<HttpFileRequest> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Api", "http"), "*.http").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>The request, sent there with this key.</summary>
    internal HttpRequestMessage For(Uri host, string key)
    {
        var text = Text.Replace("{{host}}", host.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("{{key}}", key, StringComparison.Ordinal);
        var parts = text.Split("\n\n", 2);
        var body = parts.Length > 1 ? parts[1].Trim() : string.Empty;
        var lines = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var line = lines[0].Split(' ', 2);
        var request = new HttpRequestMessage(HttpMethod.Parse(line[0]), line[1]);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var header in lines[1..].Select(header => header.Split(": ", 2)))
        {
            if (!request.Headers.TryAddWithoutValidation(header[0], header[1]))
            {
                request.Content!.Headers.TryAddWithoutValidation(header[0], header[1]);
            }
        }

        return request;
    }

    private static IEnumerable<HttpFileRequest> Read(string file)
    {
        var parts = System.IO.File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n### ");
        foreach (var part in parts[1..])
        {
            var (first, rest) = part.Split('\n', 2) is [var title, var text] ? (title, text) : (part, string.Empty);
            var match = TitleAndStatus().Match(first);
            Assert.True(match.Success, $"{Path.GetFileName(file)}: \"{first}\" does not end in \"-> \" and a status.");
            yield return new(Path.GetFileName(file), match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), rest);
        }
    }

    [GeneratedRegex(@"\A(.+) -> ([1-5][0-9]{2})\z")]
    private static partial Regex TitleAndStatus();
}
