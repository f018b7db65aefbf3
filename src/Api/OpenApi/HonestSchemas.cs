using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Makes schemas say what the readers and writers hold to.</summary>
internal sealed class HonestSchemas : ISchemaFilter
{
    internal const int LongestText = 10_000;
    private const int MostMembers = 100;

    /// <summary>Any text but one with U+0000, which is refused everywhere.</summary>
    private const string AnyText = @"^[^\u0000]*$";

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema open)
        {
            return;
        }

        var type = Nullable.GetUnderlyingType(context.Type) ?? context.Type;
        if (WireJson.Options.GetConverter(type) is IWireText form)
        {
            WireTextSchema.Describe(open, form);
        }

        if (type == typeof(JsonElement))
        {
            DescribeSnapshot(open);
        }

        if (context.MemberInfo?.GetCustomAttribute<EachTextAttribute>() is { } each && open.Items is OpenApiSchema items)
        {
            items.MaxLength = each.MaxLength;
            items.Pattern = each.Pattern ?? AnyText;
        }

        if (type.GetCustomAttribute<AlternativesAttribute>() is { } alternatives)
        {
            Either(open, alternatives, context);
        }

        if (open.Properties is { Count: > 0 } properties)
        {
            ObjectMembers.Describe(open, properties, type);
        }

        switch (open.Type & ~JsonSchemaType.Null)
        {
            case JsonSchemaType.String when open.Enum is not { Count: > 0 }:
                Limit(open);
                break;
            case JsonSchemaType.Integer:
                LimitInteger(open);
                break;
        }
    }

    private static void Either(OpenApiSchema open, AlternativesAttribute alternatives, SchemaFilterContext context)
    {
        open.Type = null;
        open.Properties?.Clear();
        open.Required?.Clear();
        open.AdditionalPropertiesAllowed = true;
        open.AnyOf = [.. alternatives.Types.Select(alternative => context.SchemaGenerator.GenerateSchema(alternative, context.SchemaRepository))];
        foreach (var text in open.AnyOf.OfType<OpenApiSchema>().Where(alternative => alternative.Type is JsonSchemaType.String))
        {
            text.MaxLength = alternatives.TextLength;
        }
    }

    /// <summary>JSON as it was stored: an object with the members its kind of resource had at that time.</summary>
    private static void DescribeSnapshot(OpenApiSchema open)
    {
        open.Type = JsonSchemaType.Object | ((open.Type ?? 0) & JsonSchemaType.Null);
        open.AdditionalPropertiesAllowed = true;
        open.AdditionalProperties = new OpenApiSchema();
        open.MaxProperties = MostMembers;
    }

    private static void Limit(OpenApiSchema text)
    {
        text.MaxLength ??= text.Format switch
        {
            "uuid" => CanonicalId.Length,
            "date" => "2014-09-19".Length,
            _ => LongestText,
        };
        if (text.Format is null)
        {
            text.Pattern ??= AnyText;
        }
    }

    private static void LimitInteger(OpenApiSchema number)
    {
        var isLong = number.Format == "int64";
        number.Minimum ??= (isLong ? long.MinValue : int.MinValue).ToString(CultureInfo.InvariantCulture);
        number.Maximum ??= (isLong ? long.MaxValue : int.MaxValue).ToString(CultureInfo.InvariantCulture);
    }
}
