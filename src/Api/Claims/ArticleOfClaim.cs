using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Articles;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Claims;

/// <summary>The article a claim was made in: an id or externalId of a known one, or an object that is found or recorded.</summary>
/// <param name="Reference">Id, or externalId within the claim's source.</param>
/// <param name="Inline">The article itself.</param>
[JsonConverter(typeof(ArticleOfClaimJson))]
[Alternatives(typeof(string), typeof(InlineArticle), TextLength = TextRules.ExternalIdLength)]
public sealed record ArticleOfClaim(string? Reference, InlineArticle? Inline) : IWireChecked
{
    /// <inheritdoc/>
    public static void Check(JsonElement element, string path, Errors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                break;
            case JsonValueKind.Object:
                Shape.Check<InlineArticle>(element, path, errors);
                break;
            default:
                errors.Add(path, "must be a text (an id or externalId) or an object (an article)");
                break;
        }
    }

    internal ArticleMention ToMention() => Inline is { } article
        ? new ArticleMention(null, article.ExternalId, article.ToFacts())
        : new ArticleMention(Reference);
}

/// <summary>An article within a claim. It is looked for by its address and its externalId, and recorded where neither is known.</summary>
/// <param name="Url">Where it was published.</param>
/// <param name="ExternalId">Its id in your system.</param>
/// <param name="ArchivedUrl">A snapshot of it.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Byline">Its author, as printed.</param>
/// <param name="PublishedAt">A year, a month, a day or an instant; the precision is kept.</param>
/// <param name="RetrievedAt">When it was read for the record.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="ContentSha256">SHA-256 of its content as retrieved, 64 lower-case hexadecimal digits.</param>
public sealed record InlineArticle(
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? Url = null,
    [property: MaxLength(TextRules.ExternalIdLength)] string? ExternalId = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? ArchivedUrl = null,
    [property: MaxLength(ArticleRules.TitleLength)] string? Title = null,
    [property: MaxLength(500)] string? Byline = null,
    PartialDate? PublishedAt = null,
    DateTimeOffset? RetrievedAt = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    [property: MaxLength(64), RegularExpression("^[0-9a-f]{64}$")] string? ContentSha256 = null) : IArticleFields;

internal sealed class InlineArticleValidator : ArticleFieldsValidator<InlineArticle>
{
    public InlineArticleValidator(TimeProvider clock)
        : base(clock)
    {
        RuleFor(article => article.ExternalId).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(article => article.Url).Must((article, url) => url is not null || article.ExternalId is not null)
            .WithMessage("or externalId is needed, so that the article is found again when the claim is sent again");
    }
}

internal sealed class ArticleOfClaimJson : JsonConverter<ArticleOfClaim>
{
    public override ArticleOfClaim Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new ArticleOfClaim(reader.GetString(), null)
            : new ArticleOfClaim(null, JsonSerializer.Deserialize<InlineArticle>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, ArticleOfClaim value, JsonSerializerOptions options)
    {
        if (value.Inline is { } article)
        {
            JsonSerializer.Serialize(writer, article, options);
        }
        else
        {
            writer.WriteStringValue(value.Reference);
        }
    }
}
