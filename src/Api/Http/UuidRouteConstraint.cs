using System.Globalization;

namespace ClaimCheck.Api.Http;

/// <summary>
/// <c>{id:uuid}</c>: an id in its one spelling, 8-4-4-4-12. Anything else matches no route and is therefore a 404.
/// </summary>
internal sealed class UuidRouteConstraint : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value)
        && CanonicalId.TryRead(Convert.ToString(value, CultureInfo.InvariantCulture), out _);
}

/// <summary>Reads ids in their one spelling.</summary>
internal static class CanonicalId
{
    internal const int Length = 36;
    internal const string Complaint = "must be an id in the form 01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90";

    // ParseExact alone is not enough: it forgives white space around the id.
    internal static bool TryRead(string? text, out Guid id)
    {
        id = Guid.Empty;
        return text is { Length: Length } && Guid.TryParseExact(text, "D", out id) && !text.AsSpan().ContainsAny(' ', '+', 'x');
    }
}
