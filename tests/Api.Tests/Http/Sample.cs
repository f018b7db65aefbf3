using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using FluentValidation;

namespace ClaimCheck.Api.Tests.Http;

public enum SampleModality
{
    Asserted = 1,
    FirstHand = 2,
    [JsonStringEnumMemberName("A")]
    Odd = 3,
}

public sealed record SampleHop(string Source, SampleModality Relation = SampleModality.Asserted);

public sealed record InlineArticle(string Url);

/// <summary>Its first member can be written, its second cannot.</summary>
public sealed record Broken(string Text, double Number);

/// <summary>The slug of a known article, or one told here.</summary>
[JsonConverter(typeof(SampleArticleJson)), Alternatives(typeof(string), typeof(InlineArticle))]
public sealed record SampleArticle(string? Slug, InlineArticle? Inline) : IWireChecked
{
    public static void Check(JsonElement element, string path, Errors errors)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            Shape.Check<InlineArticle>(element, path, errors);
        }
        else if (element.ValueKind != JsonValueKind.String)
        {
            errors.Add(path, "must be a slug or an object");
        }
    }
}

public sealed class SampleArticleJson : JsonConverter<SampleArticle>
{
    public override SampleArticle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new(reader.GetString(), null)
            : new(null, JsonSerializer.Deserialize<InlineArticle>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, SampleArticle value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, (object?)value.Slug ?? value.Inline, options);
}

public sealed record CreateSample(
    string Text,
    int? Priority = null,
    double? Confidence = null,
    SampleModality Modality = SampleModality.Asserted,
    DateTimeOffset? ClaimedAt = null,
    Guid? SourceId = null,
    IReadOnlyList<SampleHop>? Attribution = null,
    SampleArticle? Article = null) : IExample<CreateSample>
{
    public static CreateSample Example { get; } = new("The minister resigned.", Priority: 3);
}

public sealed record EditSample(string Title, string? Note = null, int Priority = 1) : IMergePatchBody;

public sealed class SampleQuery : PageQuery
{
    [QueryText("Words to look for.", MaxLength = 200, Example = "minister")]
    public string? Q { get; init; }

    [QueryWord("Only this modality.")]
    public SampleModality? Modality { get; init; }

    [QueryId("Only of this source.")]
    public Guid? SourceId { get; init; }

    [QueryValue("Only since then.")]
    public DateTimeOffset? Since { get; init; }
}

public sealed class CreateSampleValidator : AbstractValidator<CreateSample>
{
    public CreateSampleValidator()
    {
        RuleFor(sample => sample.Text).NotEmpty().WithMessage("must not be blank");
        RuleFor(sample => sample.Text).Must(text => !text.Contains('\u001b', StringComparison.Ordinal))
            .WithErrorCode(ProblemType.TextRefused.Slug).WithMessage("must not contain control characters");
        RuleFor(sample => sample.Confidence).InclusiveBetween(0, 1).WithMessage("must lie between 0 and 1");
        RuleForEach(sample => sample.Attribution)
            .ChildRules(hop => hop.RuleFor(part => part.Source).NotEmpty().WithMessage("must not be blank"));
    }
}

public sealed class EditSampleValidator : AbstractValidator<EditSample>
{
    public EditSampleValidator() => RuleFor(sample => sample.Title).NotEmpty().WithMessage("must not be blank");
}
