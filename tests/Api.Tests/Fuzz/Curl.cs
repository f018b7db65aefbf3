using System.Globalization;
using System.Text;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>A request as a command that anybody can run, once <c>BASE</c> and <c>KEY</c> are set.</summary>
internal static class Curl
{
    private const int LongestShown = 20_000;

    internal static string For(SentRequest request)
    {
        var command = new StringBuilder("curl -sS -i --path-as-is -X ").Append(Quoted(request.Method));
        foreach (var (name, value) in request.Headers)
        {
            command.Append(" -H ").Append(Header(name, value));
        }

        command.Append(" \"$BASE\"").Append(Quoted(request.Address));
        if (request.Body is not { } body)
        {
            return command.ToString();
        }

        if (request.Header("Content-Type") is null)
        {
            command.Append(" -H 'Content-Type:'");
        }

        if (request.IsCutShort)
        {
            command.Append(CultureInfo.InvariantCulture, $" -H 'Content-Length: {body.Length}'");
            body = body[..(body.Length / 2)];
        }

        return $"printf {InOctal(body)} | {command} --data-binary @-";
    }

    private static string Header(string name, string value)
    {
        if (name == "Authorization" && value.StartsWith("Bearer cck_", StringComparison.Ordinal))
        {
            return "\"Authorization: Bearer $KEY\"";
        }

        // A semicolon is how curl is told to send a header without a value.
        return Quoted(value.Length == 0 ? name + ";" : $"{name}: {value}");
    }

    /// <summary>Bytes as printf takes them: it knows octal escapes everywhere.</summary>
    private static string InOctal(byte[] bytes)
    {
        var text = new StringBuilder("'");
        foreach (var one in bytes.AsSpan(0, Math.Min(bytes.Length, LongestShown)))
        {
            var isPlain = one is >= (byte)' ' and <= (byte)'~' and not ((byte)'%' or (byte)'\\' or (byte)'\'');
            text.Append(isPlain ? ((char)one).ToString() : "\\" + Convert.ToString(one, 8).PadLeft(3, '0'));
        }

        return text.Append('\'').ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
