using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Faults.Imports;

/// <summary>
/// A file for import that nobody else sends, with rows of many kinds. What refers to others stands before them, so that the order in
/// which rows are stored is not the one in which they came.
/// </summary>
/// <param name="Key">In the name of everything that the file makes.</param>
/// <param name="MediaType">What it is sent as.</param>
/// <param name="Bytes">What is sent.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Records">How many records of each table its rows make, articles that a CSV row names on the way included.</param>
internal sealed record MadeUpFile(string Key, string MediaType, byte[] Bytes, int Rows, IReadOnlyDictionary<string, int> Records)
{
    private const int Sources = 5;
    private const int ClaimsOfAnArticle = 20;
    private const int ClaimsOfALink = 40;

    private static int lastFile;

    /// <summary>One of the two formats in turn.</summary>
    /// <param name="claims">How many claims it tells of.</param>
    public static MadeUpFile Next(int claims)
    {
        var number = Interlocked.Increment(ref lastFile);
        var key = string.Create(CultureInfo.InvariantCulture, $"file{number}");
        return number % 3 == 0 ? Csv(key, claims) : Ndjson(key, claims);
    }

    /// <summary>Assessments, links, claims, articles and sources.</summary>
    public static MadeUpFile Ndjson(int claims) =>
        Ndjson(string.Create(CultureInfo.InvariantCulture, $"file{Interlocked.Increment(ref lastFile)}"), claims);

    /// <summary>The beginning of it, as whole rows.</summary>
    public byte[] FirstRows(int rows)
    {
        var end = -1;
        for (var row = 0; row < rows; row++)
        {
            end = Array.IndexOf(Bytes, (byte)'\n', end + 1);
        }

        return Bytes[..(end + 1)];
    }

    /// <summary>What is sent with <c>Content-Encoding: gzip</c>.</summary>
    public byte[] Deflated()
    {
        using var deflated = new MemoryStream();
        using (var gzip = new GZipStream(deflated, CompressionLevel.Fastest))
        {
            gzip.Write(Bytes);
        }

        return deflated.ToArray();
    }

    /// <summary>What cannot be made much shorter, so that a file takes room wherever it is kept.</summary>
    private static string Noise() => RandomNumberGenerator.GetHexString(64);

    private static MadeUpFile Ndjson(string key, int claims)
    {
        var (articles, links) = (claims / ClaimsOfAnArticle, claims / ClaimsOfALink);
        var text = new StringBuilder();
        for (var i = 0; i < links; i++)
        {
            var (from, to) = (i * ClaimsOfALink, (i * ClaimsOfALink) + 1);
            Line($$"""{"record":"assessment","claim":"{{key}}-c{{from}}","ratingText":"False","normalized":"false","author":{"name":"A desk"},"reviewUrl":"https://facts.example.com/{{key}}/{{i}}"}""");
            Line($$"""{"record":"link","from":"{{key}}-c{{from}}","to":{"source":"{{key}}-{{to % Sources}}","externalId":"{{key}}-c{{to}}"},"relation":"corroborates","rationale":"{{key}}-l{{i}}"}""");
        }

        for (var i = 0; i < claims; i++)
        {
            var article = i % ClaimsOfAnArticle == 0 ? $",\"article\":\"{key}-a{i / ClaimsOfAnArticle}\"" : "";
            Line($$"""{"record":"claim","source":"{{key}}-{{i % Sources}}","externalId":"{{key}}-c{{i}}"{{article}},"text":"Row {{i}} of {{key}}, {{Noise()}}.","language":"en","attribution":[{"descriptor":"somebody who was there"}]}""");
        }

        for (var i = 0; i < articles; i++)
        {
            Line($$"""{"record":"article","source":"{{key}}-{{i * ClaimsOfAnArticle % Sources}}","externalId":"{{key}}-a{{i}}","title":"Article {{i}} of {{key}}"}""");
        }

        for (var i = 0; i < Sources; i++)
        {
            Line($$"""{"record":"source","slug":"{{key}}-{{i}}","name":"Source {{i}} of {{key}}","kind":"blog"}""");
        }

        return new(key, "application/x-ndjson", Encoding.UTF8.GetBytes(text.ToString()), Sources + articles + claims + (2 * links), new Dictionary<string, int>
        {
            ["sources"] = Sources, ["articles"] = articles, ["claims"] = claims, ["claim_links"] = links, ["assessments"] = links,
        });

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static MadeUpFile Csv(string key, int claims)
    {
        var text = new StringBuilder("source,externalId,text,language,attribution,articleUrl,articleTitle\n");
        for (var i = 0; i < claims; i++)
        {
            var article = i / ClaimsOfAnArticle;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{FaultsFixture.Outlet},{key}-c{i},Row {i} of {key} {Noise()}.,en,\"\"\"somebody who was there\"\"\",https://news.example.com/{key}/{article},Article {article} of {key}\n");
        }

        return new(key, "text/csv", Encoding.UTF8.GetBytes(text.ToString()), claims, new Dictionary<string, int>
        {
            ["articles"] = (claims + ClaimsOfAnArticle - 1) / ClaimsOfAnArticle, ["claims"] = claims,
        });
    }
}
