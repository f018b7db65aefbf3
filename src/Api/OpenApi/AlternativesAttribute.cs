namespace ClaimCheck.Api.OpenApi;

/// <summary>Says that a type with a JSON converter of its own is written as any of these types, such as an id or an object.</summary>
/// <param name="types">The alternatives.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class AlternativesAttribute(params Type[] types) : Attribute
{
    /// <summary>The alternatives.</summary>
    public IReadOnlyList<Type> Types { get; } = types;

    /// <summary>The most characters of an alternative that is a text.</summary>
    public int TextLength { get; init; } = HonestSchemas.LongestText;
}
