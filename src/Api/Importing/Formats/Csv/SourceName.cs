using System.Buffers;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>Sources as people write them into cells: by slug, id or externalId, or by their name, of which the slug is made.</summary>
internal static class SourceName
{
    /// <summary>What names of sources hardly ever hold and ids of other systems mostly do.</summary>
    private static readonly SearchValues<char> OfIds = SearchValues.Create("0123456789:/_.#@");

    /// <summary>The slug of a name; a text without white space that is or may be an id, as it is.</summary>
    internal static string ToReference(string name)
    {
        var isId = !name.Any(char.IsWhiteSpace) && name.AsSpan().ContainsAny(OfIds);
        return isId || Slug.IsWellFormed(name) ? name : Slug.FromName(name) ?? name;
    }
}
