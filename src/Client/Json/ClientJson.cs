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
internal sealed partial class ClientJson : JsonSerializerContext;
