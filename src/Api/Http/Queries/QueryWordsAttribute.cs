using System.Globalization;
using System.Text.RegularExpressions;
using ClaimCheck.Domain;
using Microsoft.OpenApi;

namespace ClaimCheck.Api.Http;

/// <summary>Words of an enum, with commas between them; the property is a list.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <param name="description">What the parameter does.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryWordsAttribute<T>(string description) : QueryParameterAttribute(description)
    where T : struct, Enum
{
    private const int Longest = 1000;

    /// <inheritdoc/>
    public override string? Read(string text, Type type, out object? value)
    {
        ArgumentNullException.ThrowIfNull(text);
        var members = new List<T>();
        value = members;
        foreach (var word in text.Split(','))
        {
            if (!Words<T>.TryParse(word, out var member))
            {
                return $"{Excerpt.Of(word)} is none of {string.Join(", ", Words<T>.All)}";
            }

            members.Add(member);
        }

        return text.Length <= Longest ? null : string.Create(CultureInfo.InvariantCulture, $"may have at most {Longest} characters");
    }

    /// <inheritdoc/>
    public override void Describe(OpenApiSchema schema, Type type)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var word = $"({string.Join('|', Words<T>.All.Select(Regex.Escape))})";
        schema.Type = JsonSchemaType.String;
        schema.MinLength = 1;
        schema.MaxLength = Longest;
        schema.Pattern = $"^{word}(,{word})*$";
    }
}
