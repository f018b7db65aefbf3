using System.Net;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.HttpOverrides;

namespace ClaimCheck.Api.Access;

/// <summary>
/// The admin key with which Swagger UI is authorised from the start, so that a newcomer can try things out. There is one only
/// in Development on the service's own database, and it is told only to a page that this machine opened from this service.
/// </summary>
internal sealed class DevelopmentKey
{
    private const string FileName = "development-key";
    private const string KeyName = "Development";

    // Where a trusted proxy was believed, X-Forwarded-For may be gone; X-Original-For stands in its place.
    private static readonly string[] HeadersOfProxies =
        ["Forwarded", "X-Forwarded-For", ForwardedHeadersDefaults.XOriginalForHeaderName, "X-Forwarded-Host", "X-Real-IP", "Via"];

    private string? key;

    /// <summary>The key, if there is one.</summary>
    public string? Key => key;

    /// <summary>Reads the key kept beside the data, or makes one.</summary>
    public async Task PrepareAsync(DataServices data, string secretsDirectory, TimeProvider clock, CancellationToken cancellation)
    {
        var file = Path.Combine(secretsDirectory, FileName);
        var kept = File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellation)).Trim() : null;
        if (ApiKeyToken.Parse(kept) is { } known
            && (await data.ApiKeyStore.FindAsync(known.Prefix, cancellation))?.Key.WorksAt(clock.Now()) is true)
        {
            key = kept;
            return;
        }

        var by = new Authorship(null, "ClaimCheck", Role.Admin, clock.Now());
        var (_, token) = await data.ApiKeyStore.AddAsync(NewId.At(by.At), KeyName, Role.Admin, null, by, cancellation);
        await WritePrivatelyAsync(file, token.Reveal(), cancellation);
        key = token.Reveal();
    }

    /// <summary>Whether the request comes from a page of this service, opened on this machine.</summary>
    /// <remarks>
    /// The Host header is checked because a foreign name may resolve to this machine (DNS rebinding); Sec-Fetch-Site,
    /// which a page cannot forge, because any page may ask for any address. A proxy on this machine makes everybody look as
    /// if they sat at it; most give themselves away by a header.
    /// </remarks>
    public static bool MayBeToldTo(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
        && (context.Request.Host.Host == "localhost"
            || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)))
        && context.Request.Headers["Sec-Fetch-Site"].ToString() is "same-origin"
        && !HeadersOfProxies.Any(context.Request.Headers.ContainsKey);

    private static async Task WritePrivatelyAsync(string file, string text, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new StreamWriter(file, options);
        await stream.WriteAsync(text.AsMemory(), cancellation);
    }
}

/// <summary>The route under which Swagger UI finds it.</summary>
internal static class DevelopmentKeyRoute
{
    /// <summary>The script, beside the page of Swagger UI, that asks for it.</summary>
    public const string Script = "authorise.js";

    public static void MapDevelopmentKey(this IEndpointRouteBuilder app)
    {
        app.MapGet("/swagger/development-key", Answer).ExcludeFromDescription().AllowAnonymous();
        app.MapGet($"/swagger/{Script}", AnswerScript).ExcludeFromDescription().AllowAnonymous();
    }

    private static IResult Answer(HttpContext context, DevelopmentKey development)
    {
        context.Response.Headers.CacheControl = "no-store";
        return KeyFor(context, development) is { } key
            ? TypedResults.Text(key)
            : Problems.Of(ProblemType.NotFound, ProblemType.NotFound.Meaning);
    }

    /// <summary>Where there is no key to be had the script is empty, so that the page does not ask in vain.</summary>
    private static IResult AnswerScript(HttpContext context, DevelopmentKey development)
    {
        context.Response.Headers.CacheControl = "no-store";
        return KeyFor(context, development) is null ? TypedResults.Text(string.Empty, "text/javascript") : SwaggerFiles.Script(Script);
    }

    private static string? KeyFor(HttpContext context, DevelopmentKey development) =>
        DevelopmentKey.MayBeToldTo(context) ? development.Key : null;
}
