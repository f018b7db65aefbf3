using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace ClaimCheck.Api.Http;

/// <summary>The one way JSON is read and written.</summary>
public static class WireJson
{
    internal const int MaxDepth = 16;

    /// <summary>The options everything on the wire goes through.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>For what is made to be put into pages: unlike any other answer it must not end the script element that it stands in.</summary>
    internal static JsonSerializerOptions ForPages { get; } = new(Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static JsonDocumentOptions DocumentOptions { get; } = new()
    {
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    /// <summary>The same, and no member twice: it says neither where nor of which object, so it serves where that is not asked.</summary>
    internal static JsonDocumentOptions SoundDocumentOptions { get; } = new()
    {
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Makes other options behave as <see cref="Options"/>.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.MaxDepth = MaxDepth;

        // Answers are never put into HTML as they stand; é and ש should stay readable in logs and terminals.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new Rules.PartialDateJson());
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NullsLeftOut.Modify } } };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
