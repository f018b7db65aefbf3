using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using ClaimCheck.Api.Tests.Contract;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Who asks.</summary>
internal enum Asker
{
    Admin = 1,
    Editor,
    Contributor,
    Reader,
    Nobody,
    Stranger,
}

/// <summary>A request as it was made up, before what it stands for is filled in.</summary>
/// <param name="Operation">The operation that it was made from.</param>
/// <param name="Path">Escaped.</param>
/// <param name="Query">Its parts, escaped.</param>
/// <param name="Headers">Beyond those of the body.</param>
/// <param name="Body">What is sent, if anything is.</param>
internal sealed record RequestPlan(
    DocumentedOperation Operation, string Path, ImmutableList<string> Query, ImmutableList<KeyValuePair<string, string>> Headers, PlannedBody? Body)
{
    /// <summary>The value of a header that stands for the resource's entity tag.</summary>
    internal const string ItsTag = "its-tag";

    /// <summary>A text of a body that stands for the version of the resource in the path.</summary>
    internal const string ItsVersion = "its-version";

    /// <summary>A text of a body that stands for the name of the resource in the path, as Google's clients know it.</summary>
    internal const string ItsName = "its-name";

    internal string Method { get; init; } = Operation.Method.Method;

    internal Asker Asker { get; init; } = Asker.Admin;

    /// <summary>Simpler requests, the simplest first.</summary>
    internal IEnumerable<RequestPlan> Shrink()
    {
        var without = Query.Select((_, index) => this with { Query = Query.RemoveAt(index) })
            .Concat(Headers.Select((_, index) => this with { Headers = Headers.RemoveAt(index) }));
        var bodies = Body is { } body ? body.Shrink().Select(smaller => this with { Body = smaller }) : [];
        var older = KnownThings.Older(Path) is var path && path != Path ? [this with { Path = path }] : Enumerable.Empty<RequestPlan>();
        return [.. without, .. bodies, .. older];
    }

    /// <summary>The request as it goes over the wire.</summary>
    internal SentRequest Fill(KnownThings things, Func<Asker, string?> keyOf)
    {
        var path = things.Resolve(Path, Uri.EscapeDataString);
        var address = Query.IsEmpty ? path : $"{path}?{things.Resolve(string.Join('&', Query), Uri.EscapeDataString)}";
        var headers = Headers.ConvertAll(header => header.Value == ItsTag ? new(header.Key, things.TagOf(path)) : header);
        if (keyOf(Asker) is { } key)
        {
            headers = headers.Add(new("Authorization", $"Bearer {key}"));
        }

        if (Body?.MediaType is { } mediaType)
        {
            headers = headers.Add(new("Content-Type", mediaType));
        }

        var json = Body is null ? null : things.Resolve(Body.Json.ToString(), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode);
        json = json?.Replace($"\"{ItsVersion}\"", $"\"{things.VersionOf(path)}\"", StringComparison.Ordinal)
            .Replace($"\"{ItsName}\"", $"\"{string.Join('/', path.Split('/')[^2..])}\"", StringComparison.Ordinal);
        return new SentRequest(Method, address, headers, Body?.Fault.Apply(json!), Body?.Fault == BodyFault.CutShort);
    }
}

/// <summary>A body as it was made up.</summary>
/// <param name="Json">What it says.</param>
/// <param name="MediaType">As what it is sent; null sends no Content-Type.</param>
/// <param name="Fault">What happens to its bytes.</param>
internal sealed record PlannedBody(JsonTree Json, string? MediaType, BodyFault Fault)
{
    internal IEnumerable<PlannedBody> Shrink() =>
        [.. Fault == BodyFault.None ? Enumerable.Empty<PlannedBody>() : [this with { Fault = BodyFault.None }], .. Json.Shrink().Select(json => this with { Json = json })];
}

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">Path and query.</param>
/// <param name="Headers">But for Host and Content-Length.</param>
/// <param name="Body">The bytes.</param>
/// <param name="IsCutShort">Whether the connection ends before all bytes were sent.</param>
internal sealed record SentRequest(
    string Method, string Address, ImmutableList<KeyValuePair<string, string>> Headers, byte[]? Body = null, bool IsCutShort = false)
{
    internal string Path => Address.Split('?')[0];

    /// <summary>The body without a byte order mark, which may stand before JSON.</summary>
    internal ReadOnlySpan<byte> Json => Body is [0xef, 0xbb, 0xbf, .. var rest] ? rest : Body;

    internal string? Header(string name) =>
        Headers.Find(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Key: not null } found ? found.Value : null;

    /// <summary>The bytes up to the body.</summary>
    internal byte[] Head()
    {
        var head = new StringBuilder($"{Method} {Address} HTTP/1.1\r\nHost: localhost\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (Body is not null)
        {
            head.Append("Content-Length: ").Append(Body.Length).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }
}
