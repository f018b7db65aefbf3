using System.Net;

namespace ClaimCheck.Api.Access;

/// <summary>Somebody who sends no key and is let in, since what is asked for is public.</summary>
/// <param name="Address">Where the request comes from; null for a Unix socket.</param>
internal sealed record Visitor(IPAddress? Address)
{
    /// <summary>What the log calls them.</summary>
    public string Name => Address?.ToString() ?? "a Unix socket";

    /// <summary>Whoever makes this request without a key, if they were let in; null for the bearer of one.</summary>
    public static Visitor? Of(HttpContext context) => context.Features.Get<Visitor>();
}
