using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimCheck.Client;

/// <summary>How everything is read: members by camelCase names, those that are not known left alone.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(Import))]
[JsonSerializable(typeof(ImportedRow))]
[JsonSerializable(typeof(Page<Import>))]
[JsonSerializable(typeof(Page<ImportedRow>))]
[JsonSerializable(typeof(Claim))]
[JsonSerializable(typeof(ClaimPage))]
[JsonSerializable(typeof(Evidence))]
[JsonSerializable(typeof(Page<Assessment>))]
[JsonSerializable(typeof(Change))]
[JsonSerializable(typeof(ChangePage))]
[JsonSerializable(typeof(MatchTextsBody))]
[JsonSerializable(typeof(MatchArticleBody))]
[JsonSerializable(typeof(MatchResults))]
[JsonSerializable(typeof(ArticleMatches))]
[JsonSerializable(typeof(SuggestedLinks))]
[JsonSerializable(typeof(AcceptBody))]
[JsonSerializable(typeof(DismissBody))]
[JsonSerializable(typeof(ClaimLink))]
[JsonSerializable(typeof(NewWebhook))]
[JsonSerializable(typeof(WebhookChanges))]
[JsonSerializable(typeof(RotateBody))]
[JsonSerializable(typeof(RedeliverBody))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(Page<Webhook>))]
[JsonSerializable(typeof(WebhookTrial))]
[JsonSerializable(typeof(Page<Delivery>))]
[JsonSerializable(typeof(Redelivered))]
internal sealed partial class ClientJson : JsonSerializerContext;
