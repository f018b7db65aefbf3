using System.Text.Json.Serialization.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">The type it is read as.</param>
/// <param name="IsRequired">Whether it must be there; one that is only written always is.</param>
/// <param name="TakesNull">Whether it may be null.</param>
internal sealed record ShapeMember(string Name, Type Type, bool IsRequired, bool TakesNull)
{
    internal static ShapeMember From(JsonPropertyInfo info)
    {
        var parameter = info.AssociatedParameter;
        var isWrittenOnly = info.Set is null && parameter is null;
        return new(
            info.Name,
            info.PropertyType,
            isWrittenOnly || info.IsRequired || parameter is { HasDefaultValue: false },
            Nullable.GetUnderlyingType(info.PropertyType) is not null
                || (!info.PropertyType.IsValueType && (parameter?.IsNullable ?? (isWrittenOnly ? info.IsGetNullable : info.IsSetNullable))));
    }
}
