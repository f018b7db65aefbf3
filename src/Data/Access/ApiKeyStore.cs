using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using Dapper;

namespace ClaimCheck.Data.Access;

/// <summary>A key with the hash of its secret.</summary>
/// <param name="Key">The key.</param>
/// <param name="SecretHash">SHA-256 of its secret.</param>
public sealed record StoredApiKey(ApiKey Key, byte[] SecretHash);

/// <summary>Writes and reads API keys.</summary>
/// <param name="database">The database.</param>
public sealed class ApiKeyStore(Database database)
{
    private static readonly Sql Statements = Sql.Load("api_keys");

    /// <summary>The key that begins like this, revoked and expired ones included; null where there is none.</summary>
    public async Task<StoredApiKey?> FindAsync(string prefix, CancellationToken cancellation)
    {
        var row = await database.ReadOneAsync<Row>(
            new CommandDefinition(Statements["ApiKeyByPrefix"], new { prefix }, cancellationToken: cancellation));
        return row is null ? null : new StoredApiKey(row.ToKey(), row.SecretHash);
    }

    /// <summary>The key with this id, or null.</summary>
    public async Task<ApiKey?> GetAsync(Guid id, CancellationToken cancellation)
    {
        var row = await database.ReadOneAsync<Row>(
            new CommandDefinition(Statements["ApiKeyGet"], new { id }, cancellationToken: cancellation));
        return row?.ToKey();
    }

    /// <summary>Keys, newest first.</summary>
    /// <param name="before">Only those made before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(Guid? before, int take, CancellationToken cancellation)
    {
        var command = new Filters().Add("before", before).Command(Statements, "ApiKeyList", take, cancellation);
        return (await database.ReadAsync<Row>(command)).ConvertAll(row => row.ToKey());
    }

    /// <summary>Makes a key. Its secret is in the token alone and cannot be had again.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Whose it is or what it is for.</param>
    /// <param name="role">What it allows.</param>
    /// <param name="expiresAt">From when on it no longer works.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written; its answer must not hold the secret in clear.</param>
    public async Task<(ApiKey Key, ApiKeyToken Token)> AddAsync(
        Guid id,
        string name,
        Role role,
        DateTimeOffset? expiresAt,
        Authorship by,
        CancellationToken cancellation,
        Receipt<(ApiKey Key, ApiKeyToken Token)>? receipt = null)
    {
        var token = ApiKeyToken.Create();
        var key = new ApiKey(id, token.Prefix, name, role, by.At, by.Actor, expiresAt, null, null);
        return await database.WriteAsync(
            async (connection, stop) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(
                    Statements["ApiKeyInsert"],
                    new
                    {
                        key.Id,
                        key.Prefix,
                        SecretHash = token.Hash,
                        key.Name,
                        Role = Words<Role>.Of(role),
                        key.CreatedAt,
                        key.CreatedBy,
                        key.ExpiresAt,
                    },
                    cancellationToken: stop));
                await AuditLog.AppendAsync(connection, Record(key, "created"), by, stop);
                return (true, (key, token));
            },
            receipt,
            cancellation);
    }

    /// <summary>Revokes a key; to revoke it again changes nothing.</summary>
    /// <param name="id">Which key.</param>
    /// <param name="from">The version that is revoked.</param>
    /// <param name="by">Who revokes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<ApiKeyOutcome, ApiKey>> RevokeAsync(
        Guid id, VersionCondition from, Authorship by, CancellationToken cancellation) =>
        await database.WriteAsync<Verdict<ApiKeyOutcome, ApiKey>>(
            async (connection, stop) =>
            {
                var row = await connection.QuerySingleOrDefaultAsync<Row>(
                    new CommandDefinition(Statements["ApiKeyLock"], new { id }, cancellationToken: stop));
                if (row?.ToKey() is not { } key)
                {
                    return (false, new(ApiKeyOutcome.Missing));
                }

                if (!from.Allows(key.Version))
                {
                    return (false, new(ApiKeyOutcome.ChangedMeanwhile, key));
                }

                if (key.RevokedAt is not null)
                {
                    return (false, new(ApiKeyOutcome.Accepted, key));
                }

                var revoked = key with { RevokedAt = by.At };
                await connection.ExecuteAsync(
                    new CommandDefinition(Statements["ApiKeyRevoke"], new { id, by.At }, cancellationToken: stop));
                await AuditLog.AppendAsync(connection, Record(revoked, "revoked"), by, stop);
                return (true, new(ApiKeyOutcome.Accepted, revoked));
            },
            cancellation);

    /// <summary>Notes when keys were last used.</summary>
    public async Task TouchAsync(IReadOnlyCollection<KeyValuePair<Guid, DateTimeOffset>> uses, CancellationToken cancellation) =>
        await database.WriteOnceAsync(
            (connection, token) => connection.ExecuteAsync(new CommandDefinition(
                Statements["ApiKeysTouch"],
                new { Ids = uses.Select(use => use.Key).ToArray(), Times = uses.Select(use => use.Value).ToArray() },
                cancellationToken: token)),
            cancellation);

    private static AuditLog.Change Record(ApiKey key, string action) =>
        new(AuditedEntity.ApiKey, key.Id, key.Version, action, Snapshot.Of(key));

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Prefix { get; init; } = "";
        public byte[] SecretHash { get; init; } = [];
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public DateTime CreatedAt { get; init; }
        public string CreatedBy { get; init; } = "";
        public DateTime? ExpiresAt { get; init; }
        public DateTime? RevokedAt { get; init; }
        public DateTime? LastUsedAt { get; init; }

        public ApiKey ToKey() => new(
            Id, Prefix, Name, Words<Domain.Access.Role>.Parse(Role), CreatedAt, CreatedBy, ExpiresAt, RevokedAt, LastUsedAt);
    }
}
