using System.Globalization;
using System.Text.RegularExpressions;
using ClaimCheck.Domain.Values;
using Microsoft.OpenApi;

namespace ClaimCheck.Api.Http;

/// <summary>A text.</summary>
/// <param name="description">What the parameter does.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryTextAttribute(string description) : QueryParameterAttribute(description)
{
    private readonly Regex? _form;

    /// <summary>The most characters (Unicode code points) it may have.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>A regular expression that the text must match, free of look-arounds and back-references.</summary>
    public string? Pattern
    {
        get => _form?.ToString();
        init => _form = value is null ? null : new Regex(value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>The pattern in words, such as "two capital letters". Without it the pattern is only stated, and whoever takes the text checks it.</summary>
    public string? Expected { get; init; }

    /// <inheritdoc/>
    public override string? Read(string text, Type type, out object? value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = text;
        if (PlainText.IsBlank(text))
        {
            return "must not be blank";
        }

        if (text.EnumerateRunes().Count() > MaxLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"may have at most {MaxLength} characters");
        }

        return Expected is not null && _form?.IsMatch(text) is false ? $"must be {Expected}" : null;
    }

    /// <inheritdoc/>
    public override void Describe(OpenApiSchema schema, Type type)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.Type = JsonSchemaType.String;
        schema.MinLength = 1;
        schema.MaxLength = MaxLength;
        schema.Pattern = Pattern ?? @"^[^\u0000-\u001F\u007F-\u009F]*$";
    }
}

/// <summary>A whole number.</summary>
/// <param name="description">What the parameter does.</param>
/// <param name="least">The smallest value.</param>
/// <param name="most">The largest value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryIntegerAttribute(string description, int least, int most) : QueryParameterAttribute(description)
{
    /// <summary>The smallest value.</summary>
    public int Least { get; } = least;

    /// <summary>The largest value.</summary>
    public int Most { get; } = most;

    /// <inheritdoc/>
    public override string? Read(string text, Type type, out object? value)
    {
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && !text.AsSpan().TrimStart('-').ContainsAnyExceptInRange('0', '9');
        value = number;
        return isNumber && number >= Least && number <= Most
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"must be a whole number between {Least} and {Most}");
    }

    /// <inheritdoc/>
    public override void Describe(OpenApiSchema schema, Type type)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.Type = JsonSchemaType.Integer;
        schema.Format = "int32";
        schema.Minimum = Least.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = Most.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>The id of a resource.</summary>
/// <param name="description">What the parameter does.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryIdAttribute(string description) : QueryParameterAttribute(description)
{
    /// <inheritdoc/>
    public override string? Read(string text, Type type, out object? value)
    {
        var isId = CanonicalId.TryRead(text, out var id);
        value = id;
        return isId ? null : CanonicalId.Complaint;
    }

    /// <inheritdoc/>
    public override void Describe(OpenApiSchema schema, Type type)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.Type = JsonSchemaType.String;
        schema.Format = "uuid";
        schema.MinLength = schema.MaxLength = CanonicalId.Length;
    }
}

/// <summary>Yes or no.</summary>
/// <param name="description">What the parameter does.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryFlagAttribute(string description) : QueryParameterAttribute(description)
{
    /// <inheritdoc/>
    public override string? Read(string text, Type type, out object? value)
    {
        value = text is "true";
        return text is "true" or "false" ? null : "must be true or false";
    }

    /// <inheritdoc/>
    public override void Describe(OpenApiSchema schema, Type type)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.Type = JsonSchemaType.Boolean;
    }
}

/// <summary>One of the words of an enum.</summary>
/// <param name="description">What the parameter does.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryWordAttribute(string description) : QueryParameterAttribute(description)
{
    /// <inheritdoc/>
    public override string? Read(string text, Type type, out object? value) =>
        EnumWords.TryRead(type, text, out value) ? null : EnumWords.Complaint(type);

    /// <inheritdoc/>
    public override bool TakesSchemaOfItsType => true;
}

/// <summary>A value with a form of its own: anything that <see cref="WireJson"/> reads through an <see cref="IWireText"/>, and days.</summary>
/// <param name="description">What the parameter does.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryValueAttribute(string description) : QueryParameterAttribute(description)
{
    /// <inheritdoc/>
    public override string? Read(string text, Type type, out object? value)
    {
        if (type != typeof(DateOnly))
        {
            return FormOf(type).Read(text, out value);
        }

        var isDay = CalendarDate.TryRead(text, out var day);
        value = day;
        return isDay ? null : CalendarDate.Complaint;
    }

    /// <inheritdoc/>
    public override bool TakesSchemaOfItsType => true;

    private static IWireText FormOf(Type type) => WireJson.Options.GetConverter(type) as IWireText
        ?? throw new InvalidOperationException($"No {nameof(IWireText)} is registered in {nameof(WireJson)} for {type}.");
}
