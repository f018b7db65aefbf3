using System.Globalization;

namespace ClaimCheck.Api.Http;

/// <summary>Positions in lists, as cursors carry them. What a cursor carries was sealed here, so it is in order.</summary>
internal static class Positions
{
    /// <summary>The position in a list that is ordered by id.</summary>
    public static Guid? Id(string? position) => position is null ? null : Guid.Parse(position, CultureInfo.InvariantCulture);

    /// <summary>The parts of a position that was joined by <see cref="Join"/>.</summary>
    public static string[]? Parts(string? position) => position?.Split('|');

    /// <summary>A position of several parts, none of which holds a bar.</summary>
    public static string Join(params ReadOnlySpan<string> parts) => string.Join('|', parts);
}
