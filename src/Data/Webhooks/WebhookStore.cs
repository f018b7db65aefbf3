using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Webhooks;

/// <summary>A webhook with the secret that it was just given.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What its messages are signed with.</param>
public sealed record WebhookWithSecret(Webhook Webhook, WebhookSecret Secret);

/// <summary>Writes webhooks.</summary>
public sealed class WebhookStore
{
    private static readonly Sql Statements = Sql.Load("webhooks");

    private readonly Database database;
    private readonly WebhookReader reader;
    private readonly SourceDirectory directory;
    private readonly SecretBox box;

    internal WebhookStore(Database database, WebhookReader reader, SourceDirectory directory, SecretBox box)
    {
        this.database = database;
        this.reader = reader;
        this.directory = directory;
        this.box = box;
    }

    /// <summary>Makes a webhook.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="draft">What is said about it.</param>
    /// <param name="secret">What its messages are to be signed with.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written; its answer must not hold the secret in clear.</param>
    public async Task<Verdict<WebhookOutcome, WebhookWithSecret>> AddAsync(
        Guid id,
        WebhookDraft draft,
        WebhookSecret secret,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<WebhookOutcome, WebhookWithSecret>>? receipt = null)
    {
        var sources = await directory.FindAllAsync(draft.Sources, cancellation);
        var boxed = await box.SealAsync(secret, id, cancellation);
        return await database.WriteAsync<Verdict<WebhookOutcome, WebhookWithSecret>>(
            async (connection, token) =>
            {
                var facts = await FactsAsync(connection, draft, sources, token);
                if (facts is not { Outcome: WebhookOutcome.Accepted, Value: { } known })
                {
                    return (false, new(facts.Outcome, Path: facts.Path, Index: facts.Index));
                }

                var webhook = Webhook.Create(id, known, by.Actor, by.At);
                await WriteAsync(connection, "WebhookInsert", webhook, boxed, token);
                await RecordAsync(connection, webhook, "created", by, token);
                return (true, new(WebhookOutcome.Accepted, new(webhook, secret)));
            },
            receipt,
            cancellation);
    }

    /// <summary>Changes what is said about a webhook.</summary>
    /// <param name="id">Which.</param>
    /// <param name="draft">All that is said now.</param>
    /// <param name="from">The version that the change was made from.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<WebhookOutcome, Webhook>> ChangeAsync(
        Guid id, WebhookDraft draft, VersionCondition from, Authorship by, CancellationToken cancellation)
    {
        var sources = await directory.FindAllAsync(draft.Sources, cancellation);
        return await database.WriteAsync<Verdict<WebhookOutcome, Webhook>>(
            async (connection, token) =>
            {
                if (await reader.HoldAsync(connection, id, token) is not { } current)
                {
                    return (false, new(WebhookOutcome.Missing));
                }

                var facts = await FactsAsync(connection, draft, sources, token);
                if (facts is not { Outcome: WebhookOutcome.Accepted, Value: { } known })
                {
                    return (false, new(facts.Outcome, Path: facts.Path, Index: facts.Index));
                }

                var verdict = current.Change(known, from, by.At);
                if (verdict is not { Outcome: WebhookOutcome.Accepted, Value: { } webhook })
                {
                    return (false, verdict);
                }

                await WriteAsync(connection, "WebhookUpdate", webhook, null, token);
                await RecordAsync(connection, webhook, "changed", by, token);
                return (true, verdict);
            },
            cancellation);
    }

    /// <summary>Gives a webhook another secret.</summary>
    /// <param name="id">Which.</param>
    /// <param name="secret">The new one.</param>
    /// <param name="overlap">How long the one before goes on signing as well.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written; its answer must not hold the secret in clear.</param>
    public async Task<Verdict<WebhookOutcome, WebhookWithSecret>> RotateAsync(
        Guid id,
        WebhookSecret secret,
        TimeSpan overlap,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<WebhookOutcome, WebhookWithSecret>>? receipt = null)
    {
        var boxed = await box.SealAsync(secret, id, cancellation);
        return await database.WriteAsync<Verdict<WebhookOutcome, WebhookWithSecret>>(
            async (connection, token) =>
            {
                if (await reader.HoldAsync(connection, id, token) is not { } current)
                {
                    return (false, new(WebhookOutcome.Missing));
                }

                var webhook = current.Rotate(overlap, by.At);
                await WriteAsync(connection, "WebhookRotate", webhook, boxed, token);
                await RecordAsync(connection, webhook, "rotated", by, token);
                return (true, new(WebhookOutcome.Accepted, new(webhook, secret)));
            },
            receipt,
            cancellation);
    }

    /// <summary>Deletes a webhook. Its secrets are gone at once; what stays is its history.</summary>
    /// <param name="id">Which.</param>
    /// <param name="from">The version that is deleted.</param>
    /// <param name="by">Who deletes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<WebhookOutcome, Webhook>> DeleteAsync(
        Guid id, VersionCondition from, Authorship by, CancellationToken cancellation) =>
        await database.WriteAsync<Verdict<WebhookOutcome, Webhook>>(
            async (connection, token) =>
            {
                if (await reader.HoldAsync(connection, id, token) is not { } current)
                {
                    return (false, new(WebhookOutcome.Missing));
                }

                if (!from.Allows(current.Version))
                {
                    return (false, new(WebhookOutcome.ChangedMeanwhile, current));
                }

                var deleted = current with { Version = current.Version + 1, UpdatedAt = by.At };
                await WriteAsync(connection, "WebhookDelete", deleted, null, token);
                await AuditLog.AppendAsync(connection, new(AuditedEntity.Webhook, id, deleted.Version, "deleted", null), by, token);
                return (true, new(WebhookOutcome.Accepted, deleted));
            },
            cancellation);

    /// <summary>What the messages of a webhook are signed with now, newest first; none where no key opens them, or there is no such webhook.</summary>
    public async Task<IReadOnlyList<WebhookSecret>> SecretsAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await database.ReadFreshAsync(
            (connection, token) => connection.QuerySingleOrDefaultAsync<SecretsRow>(
                new CommandDefinition(Statements["WebhookSecrets"], new { id }, cancellationToken: token)),
            cancellation);
        return row is null ? [] : await OpenAsync(box, id, row, now, cancellation);
    }

    internal static async ValueTask<IReadOnlyList<WebhookSecret>> OpenAsync(
        SecretBox box, Guid webhook, SecretsRow row, DateTimeOffset now, CancellationToken cancellation)
    {
        var secrets = new List<WebhookSecret>();
        byte[]?[] boxes = row.PreviousSecretUntil > now.UtcDateTime ? [row.Secret, row.PreviousSecret] : [row.Secret];
        foreach (var sealedSecret in boxes)
        {
            if (sealedSecret is not null && await box.OpenAsync(sealedSecret, webhook, cancellation) is { } secret)
            {
                secrets.Add(secret);
            }
        }

        return secrets;
    }

    /// <summary>Disables a webhook on the connection, and in the transaction, that noted why.</summary>
    /// <returns>Whether it was enabled until then.</returns>
    internal static async Task<bool> DisableAsync(
        NpgsqlConnection connection, WebhookReader reader, Guid id, WebhookStop reason, Authorship by, CancellationToken token)
    {
        if (await reader.HoldAsync(connection, id, token) is not { Disabled: null } current)
        {
            return false;
        }

        var webhook = current.Disable(reason, by.At);
        await WriteAsync(connection, "WebhookUpdate", webhook, null, token);
        await RecordAsync(connection, webhook, "disabled", by, token, Words<WebhookStop>.Of(reason));
        return true;
    }

    /// <summary>Puts on record what was done with a webhook that is held.</summary>
    internal static Task RecordAsync(
        NpgsqlConnection connection, Webhook webhook, string action, Authorship by, CancellationToken token, string? reason = null) =>
        AuditLog.AppendAsync(
            connection, new(AuditedEntity.Webhook, webhook.Id, webhook.Version, action, Snapshot.Of(webhook), reason), by, token);

    private static Task<int> WriteAsync(NpgsqlConnection connection, string statement, Webhook webhook, byte[]? secret, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(
            Statements[statement],
            new
            {
                webhook.Id,
                webhook.Facts.Url,
                webhook.Facts.Description,
                Types = webhook.Facts.Filter.Types.Select(Words<ChangeType>.Of).ToArray(),
                Topics = webhook.Facts.Filter.Topics.ToArray(),
                SourceIds = webhook.Facts.Filter.Sources.Select(source => source.Id).ToArray(),
                ClaimIds = webhook.Facts.Filter.Claims.ToArray(),
                DisabledAt = webhook.Disabled?.At,
                DisabledReason = webhook.Disabled is { } disabled ? Words<WebhookStop>.Of(disabled.Reason) : null,
                Secret = secret,
                webhook.PreviousSecretUntil,
                webhook.Version,
                webhook.CreatedAt,
                webhook.CreatedBy,
                webhook.UpdatedAt,
            },
            cancellationToken: token));

    /// <summary>The draft with its sources and claims found.</summary>
    private static async Task<Verdict<WebhookOutcome, WebhookFacts>> FactsAsync(
        NpgsqlConnection connection, WebhookDraft draft, IReadOnlyDictionary<string, SourceRef> sources, CancellationToken token)
    {
        foreach (var (index, reference) in draft.Sources.Index())
        {
            if (!sources.ContainsKey(reference))
            {
                return new(WebhookOutcome.UnknownSource, Path: [reference], Index: index);
            }
        }

        if (draft.Claims.Count > 0)
        {
            var known = (await connection.QueryAsync<Guid>(
                new CommandDefinition(Statements["ClaimsKnown"], new { Ids = draft.Claims.ToArray() }, cancellationToken: token))).ToHashSet();
            foreach (var (index, claim) in draft.Claims.Index())
            {
                if (!known.Contains(claim))
                {
                    return new(WebhookOutcome.UnknownClaim, Path: [claim.ToString()], Index: index);
                }
            }
        }

        return new(WebhookOutcome.Accepted, new WebhookFacts(
            draft.Url,
            draft.Description,
            new WebhookFilter(
                [.. draft.Types.Distinct()],
                [.. draft.Topics.Distinct(StringComparer.Ordinal)],
                [.. draft.Sources.Select(reference => sources[reference]).Distinct()],
                [.. draft.Claims.Distinct()]),
            draft.IsEnabled));
    }

    /// <summary>Sealed secrets.</summary>
    internal class SecretsRow
    {
        public byte[]? Secret { get; init; }
        public byte[]? PreviousSecret { get; init; }
        public DateTime? PreviousSecretUntil { get; init; }
    }
}
