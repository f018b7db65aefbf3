using System.Globalization;
using System.Text;

namespace ClaimCheck.Api.Http;

/// <summary>A refusal as Kestrel writes it: a 4xx or 5xx without a body, and the last answer on its connection.</summary>
internal static class BareRefusal
{
    internal const int Longest = 256;
    private const int StatusAt = 9;
    private const int StatusLength = 3;

    /// <summary>Such an answer with a problem as its body; null when it is no such answer.</summary>
    internal static byte[]? Explain(ReadOnlySpan<byte> answer, string traceId)
    {
        if (!IsBareRefusal(answer))
        {
            return null;
        }

        var head = Encoding.ASCII.GetString(answer);
        var status = int.Parse(head.AsSpan(StatusAt, StatusLength), NumberStyles.None, CultureInfo.InvariantCulture);
        if (ProblemType.ForStatus(status) is not { } type || type.Status != status)
        {
            return null;
        }

        var body = ProblemForm.Instance.Write(Problems.Of(type, type.Meaning), traceId);
        return
        [
            .. Encoding.ASCII.GetBytes(head.Replace(
                "Content-Length: 0\r\n",
                string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\nContent-Type: {ProblemAnswer.MediaType}\r\nX-Content-Type-Options: nosniff\r\n"),
                StringComparison.Ordinal)),
            .. body,
        ];
    }

    // Every answer of the application has X-Content-Type-Options.
    private static bool IsBareRefusal(ReadOnlySpan<byte> answer) =>
        (answer.StartsWith("HTTP/1.1 4"u8) || answer.StartsWith("HTTP/1.1 5"u8))
        && answer.EndsWith("\r\n\r\n"u8)
        && answer.IndexOf("\r\nContent-Length: 0\r\n"u8) > 0
        && answer.IndexOf("\r\nConnection: close\r\n"u8) > 0
        && answer.IndexOf("\r\nX-Content-Type-Options:"u8) < 0;
}
