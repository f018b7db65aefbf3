using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Data.Changes;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;

namespace ClaimCheck.Api.Webhooks;

/// <summary>What a message says of a change: ids and a version, with which a client can fetch, and nothing that a takedown would have to take back.</summary>
internal static class MessageBody
{
    public static byte[] Of(Change change) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Type = Words<ChangeType>.Of(change.Type!.Value),
            Timestamp = change.At,
            Version = 1,
            change.Id,
            change.Position.Sequence,
            Data = new { Id = change.EntityId, change.Claims, change.Sources, ETag = $"\"{change.Version}\"" },
        },
        WireJson.Options);
}
