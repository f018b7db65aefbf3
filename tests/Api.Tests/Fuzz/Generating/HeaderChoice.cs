using ClaimCheck.Api.Tests.Contract;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Headers that a request may carry, and those that it had better not.</summary>
internal static class HeaderChoice
{
    private static readonly Gen<string> Tags = Gen.Frequency(
        (6, Gen.Constant(RequestPlan.ItsTag)), (2, Gen.Constant("*")), (1, Gen.Elements("\"1\"", "\"999999\"", "\"1\", \"2\"")));

    /// <summary>Any header, mostly one that this service looks at, with a value that is mostly none of its.</summary>
    internal static readonly Gen<KeyValuePair<string, string>> Odd =
        from name in Gen.Elements(
            "If-Match", "If-None-Match", "Idempotency-Key", "X-Request-Id", "Accept", "Accept-Encoding", "Content-Encoding", "X-Api-Key", "Authorization", "Range", "X-HTTP-Method-Override",
            "X-Forwarded-For", "traceparent", "Cookie", "Origin", "If-Modified-Since", "ClaimCheck-Position", "X-Odd")
        from value in Gen.Frequency(
            (8, Gen.Elements(
                "", "*", "\"1\"", "W/\"1\"", "\"1", "1", "\"0\"", "\"-1\"", "\"99999999999999999999\"", "\"1\",", ",", "\"1\", *", "\"a\"b\"", "application/xml", "*/*;q=0", "text/html, */*;q=0.1",
                "gzip", "identity", "zstd", "gzip, gzip", "DELETE", "127.0.0.1", "bytes=0-5", "a%0d%0aInjected: 1", "has a space", "caf\u00e9", "\u0001", "00-0-0-0", "key-1", "key-2",
                "cck_abcdefgh_short", "Basic Y2NrOng=", "Bearer", "Bearer ", "=?utf-8?B?eA==?=", "'; drop table claims; --", "Wed, 21 Oct 2015 07:28:00 GMT")),
            (1, Gen.Elements(64, 65, 255, 256, 5000, 40_000).Select(length => new string('k', length))),
            (1, Gen.Choose(0, 50).Select(number => $"retry-{number}")))
        select KeyValuePair.Create(name, value);

    /// <summary>Content types beside those that are taken; null for none at all.</summary>
    internal static readonly Gen<string?> OddMediaType = Gen.Elements<string?>(
        null, "", "text/plain", "application/xml", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "Application/JSON", "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1", "application/json; charset=foo", "application/json; charset=utf-7", "application/json; charset=", "application/json;;", "application/*", "*/*",
        "application/merge-patch+json", "application/problem+json", "multipart/form-data; boundary=x", "application/json, application/json", ";;=\u00e9");

    /// <summary>Whether a header says what the body is like: made up by itself it would be wrong of every body.</summary>
    internal static bool TellsOfTheBody(DocumentedParameter parameter) => parameter.Name is "Import-Row-Count" or "Content-Digest" or "Content-Encoding";

    /// <summary>A value of a header that the document lists.</summary>
    internal static Gen<string> Of(DocumentedParameter parameter) => parameter.Name is "If-Match" or "If-None-Match"
        ? Tags
        : SchemaValues.TextOf(parameter, "").Where(value => value.Length > 0 && value.All(letter => letter is >= ' ' and <= '~')).Select(value => value.Trim());
}
