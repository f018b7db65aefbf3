using System.Diagnostics;
using Dapper;

namespace ClaimCheck.Data.Matching;

/// <summary>
/// Which share of the claims holds each common word, as Postgres counted when it last looked. It looks rarely, and to find out what it
/// counted costs more than all else that is asked about words; so that is remembered for a while.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class CommonWords(Database database)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private static readonly Sql Statements = Sql.Load("matching");

    private Count? last;

    /// <summary>The shares by lexeme, at most half a minute old; none while Postgres has not looked.</summary>
    public async ValueTask<IReadOnlyDictionary<string, float>> SharesAsync(CancellationToken cancellation)
    {
        if (last is { } known && Stopwatch.GetElapsedTime(known.At) < Remembered)
        {
            return known.Shares;
        }

        var at = Stopwatch.GetTimestamp();
        var rows = await database.ReadAsync<ShareRow>(new CommandDefinition(Statements["MatchCommonWords"], cancellationToken: cancellation));
        var shares = rows.ToDictionary(row => row.Lexeme, row => row.Share, StringComparer.Ordinal);
        last = new Count(shares, at);
        return shares;
    }

    private sealed record Count(IReadOnlyDictionary<string, float> Shares, long At);

    private sealed class ShareRow
    {
        public string Lexeme { get; init; } = "";
        public float Share { get; init; }
    }
}
