using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Data.Replicas;

/// <summary>
/// How far each server was last seen to have come. It is asked again only by callers who have written further than that, and
/// when it was a while ago: a server only ever goes on, unless it was put back to follow a new primary.
/// </summary>
internal sealed class ReplayedPositions
{
    private static readonly Sql Statements = Sql.Load("replicas");

    // Much less than it takes to put a server back.
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (NpgsqlLogSequenceNumber Position, long At)> seen = new(StringComparer.Ordinal);

    /// <summary>Where the log ends now: after whatever was committed on this connection, which must be the primary's.</summary>
    public static async Task<string> EndAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        (await connection.ExecuteScalarAsync<string>(new CommandDefinition(Statements["LogEnd"], cancellationToken: cancellation)))!;

    /// <summary>Whether the server at the other end of the connection has come as far as this.</summary>
    public async ValueTask<bool> IncludesAsync(NpgsqlConnection connection, string? position, CancellationToken cancellation)
    {
        if (position is null)
        {
            return true;
        }

        var asked = NpgsqlLogSequenceNumber.Parse(position);
        var server = string.Create(CultureInfo.InvariantCulture, $"{connection.Host}:{connection.Port}");
        if (seen.TryGetValue(server, out var known) && known.Position >= asked && Environment.TickCount64 - known.At < TrustedFor.TotalMilliseconds)
        {
            return true;
        }

        var at = Environment.TickCount64;
        var replayed = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Statements["LogReplayed"], cancellationToken: cancellation));
        if (replayed is null)
        {
            // The primary itself, for want of a replica.
            return true;
        }

        var now = NpgsqlLogSequenceNumber.Parse(replayed);
        seen[server] = (now, at);
        return now >= asked;
    }
}
