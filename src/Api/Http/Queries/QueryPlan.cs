using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.WebUtilities;

namespace ClaimCheck.Api.Http;

/// <summary>One query parameter of an endpoint.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">The type it is read as.</param>
/// <param name="Form">How it is read and described.</param>
/// <param name="Part">The part of the query that it stands in; null where that is the query itself.</param>
/// <param name="Property">Where it goes.</param>
/// <param name="Default">What holds when it is left out; null for nothing.</param>
public sealed record QueryParameter(
    string Name, Type Type, QueryParameterAttribute Form, PropertyInfo? Part, PropertyInfo Property, object? Default)
{
    /// <summary>Puts a value where it goes.</summary>
    internal void Set(object query, object? value) => Property.SetValue(Part is null ? query : Part.GetValue(query), value);
}

/// <summary>The query parameters of an endpoint, as metadata for the OpenAPI document.</summary>
/// <param name="Parameters">In their declared order, inherited ones last.</param>
public sealed record QueryMetadata(IReadOnlyList<QueryParameter> Parameters);

/// <summary>Reads a query string into a type whose properties carry a <see cref="QueryParameterAttribute"/>.</summary>
internal sealed class QueryPlan
{
    private readonly Dictionary<string, QueryParameter> _byName;
    private readonly string _names;

    internal QueryPlan(Type type, object untouched)
    {
        Parameters = [.. type.GetProperties()
            .OrderBy(property => property.DeclaringType == type ? 0 : 1)
            .SelectMany(property => From(property, untouched))];
        _byName = Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        _names = Parameters.Count == 0 ? "none are known here" : $"known ones are {string.Join(", ", _byName.Keys)}";
    }

    internal IReadOnlyList<QueryParameter> Parameters { get; }

    internal ProblemAnswer? Read(HttpRequest request, object target)
    {
        var errors = new Errors();
        CheckUtf8(request.QueryString, errors);
        if (!errors.IsEmpty)
        {
            return errors.As(ProblemType.InvalidQuery);
        }

        var query = request.Query;
        foreach (var (name, values) in query)
        {
            if (!_byName.TryGetValue(name, out var parameter))
            {
                errors.Add(Excerpt.Of(name), $"is not a query parameter; {_names}");
            }
            else if (values is not [{ } text])
            {
                errors.Add(name, "is given more than once");
            }
            else if (ReadInto(target, parameter, text) is { } complaint)
            {
                errors.Add(name, complaint);
            }
        }

        foreach (var missing in Parameters.Where(parameter => parameter.Form.Required && !query.ContainsKey(parameter.Name)))
        {
            errors.Add(missing.Name, "is required");
        }

        return errors.IsEmpty ? null : errors.As(ProblemType.InvalidQuery);
    }

    /// <summary>Finds percent-escapes that are not UTF-8. The framework leaves them as they stand, as if they had been typed like that.</summary>
    private static void CheckUtf8(QueryString queryString, Errors errors)
    {
        foreach (var pair in new QueryStringEnumerable(queryString.Value))
        {
            if (!IsUtf8(pair.EncodedName.Span) || !IsUtf8(pair.EncodedValue.Span))
            {
                errors.Add(Excerpt.Of(pair.DecodeName().Span), "must not contain broken UTF-8");
            }
        }
    }

    private static bool IsUtf8(ReadOnlySpan<char> encoded)
    {
        if (!encoded.Contains('%'))
        {
            return true;
        }

        var bytes = Encoding.UTF8.GetBytes(encoded.ToString());
        return Utf8.IsValid(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
    }

    private static string? ReadInto(object target, QueryParameter parameter, string text)
    {
        if (text.Length == 0)
        {
            return "is empty: give it a value or leave it out";
        }

        if (text.Any(char.IsControl))
        {
            return "must not contain control characters";
        }

        if (PlainText.FirstRefused(text) is { } refused)
        {
            return $"must not contain {refused}";
        }

        if (parameter.Form.Read(text, parameter.Type, out var value) is { } complaint)
        {
            return complaint;
        }

        parameter.Set(target, value);
        return null;
    }

    private static IEnumerable<QueryParameter> From(PropertyInfo property, object untouched)
    {
        if (property.GetCustomAttribute<QueryParameterAttribute>() is { } form)
        {
            return [From(null, property, form, untouched)];
        }

        return property.IsDefined(typeof(QueryPartAttribute))
            ? from parameter in property.PropertyType.GetProperties()
              where parameter.IsDefined(typeof(QueryParameterAttribute))
              select From(property, parameter, parameter.GetCustomAttribute<QueryParameterAttribute>()!, property.GetValue(untouched)!)
            : [];
    }

    private static QueryParameter From(PropertyInfo? part, PropertyInfo property, QueryParameterAttribute form, object untouched) => new(
        JsonNamingPolicy.CamelCase.ConvertName(property.Name),
        Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
        form,
        part,
        property,
        property.GetValue(untouched));
}
