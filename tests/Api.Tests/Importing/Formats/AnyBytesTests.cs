using System.Text;
using ClaimCheck.Api.Importing.Formats;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Tests.Importing.Formats;

/// <summary>Whatever is sent, each row has a record or a reason, and a body that cannot be cut says so.</summary>
public sealed class AnyBytesTests
{
    private const string Review =
        """{"@type":"ClaimReview","claimReviewed":"It rains.","url":"https://f.example/1","author":{"name":"Desk"},"reviewRating":{"alternateName":"False","ratingValue":1},"itemReviewed":{"author":{"name":"A"},"appearance":[{"url":"https://a.example/"}],"datePublished":"2020-01-01"},"datePublished":"2020-01-01T00:00:00Z"}""";

    public static TheoryData<ImportFormat, string> Bodies => new()
    {
        { ImportFormat.Ndjson, """{"record":"claim","source":"cnn","text":"It \u00e9 rains.","topics":["a"],"attribution":[{"source":"b"}],"article":{"url":"https://a.example/"}}""" },
        { ImportFormat.Ndjson, """{"record":"link","from":"a","to":{"source":"x","externalId":"b"},"relation":"context","rationale":"r","confidence":0.5}""" },
        { ImportFormat.Ndjson, """{"line":1,"result":"failed","sent":{"record":"claim"}}""" },
        { ImportFormat.Csv, "text,source,topics,attribution,claimedAt\n\"a \"\"b\"\"\",cnn,x;y,\"A > \"\"b\"\" (background)\",2014\nb,c,d,e,2015\n" },
        { ImportFormat.JsonLd, $"[{Review},{Review}]" },
        { ImportFormat.JsonLd, $"\n<html><script type=\"application/ld+json\">{Review}</script></html>" },
        { ImportFormat.WebPage, $"<html><script type=\"application/ld+json\">{Review}</script></html>" },
        { ImportFormat.GoogleFactCheck, """{"claims":[{"text":"t","claimant":"c","claimReview":[{"url":"https://a.example/","textualRating":"x","publisher":{"site":"a.example"}},{}]}]}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Broken_bytes_never_break_the_reader(ImportFormat format, string body)
    {
        var whole = Encoding.UTF8.GetBytes(body);
        var random = new Random(20141002);
        for (var round = 0; round < 500; round++)
        {
            var bytes = Break(whole, random);
            try
            {
                foreach (var row in await Rows.OfAsync(new ImportOptions(format), bytes, random.Next(1, 40)))
                {
                    Assert.True(row.Failure is null || row.Failure.Message.EndsWith('.'), row.Failure?.Message);
                }
            }
            catch (BrokenBodyException broken)
            {
                Assert.EndsWith(".", broken.Message, StringComparison.Ordinal);
            }
        }
    }

    private static byte[] Break(byte[] whole, Random random)
    {
        string[] pieces = ["\"", "\\u0000", "\\ud800", "{", "}", "[", "]", ",", ":", "null", "1e999", "\n", "\r", "\0", "\\", "\ufffe", "\u202e", "-", "'", "(", ")", ">"];
        var bytes = whole.ToList();
        for (var i = random.Next(1, 4); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
