using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Changes;
using ClaimCheck.Domain.Changes;

namespace ClaimCheck.Api.Changes;

/// <summary>The feed of changes as callers read it: by cursors, with filters, waiting if they like.</summary>
/// <param name="data">Where it is read.</param>
/// <param name="watch">Tells when it has grown.</param>
/// <param name="cursors">Seals places.</param>
/// <param name="settings">How far it reaches back.</param>
/// <param name="clock">The service's clock.</param>
public sealed class ChangeFeed(DataServices data, ChangeWatch watch, Cursors cursors, ChangeSettings settings, TimeProvider clock)
{
    private const string List = "changes";
    private const string Beginning = "beginning";
    private const string Now = "now";

    // What a filter lets pass may stand far apart: so many entries are looked at for one answer, a part at a time.
    private const int PartLength = 500;
    private const int MostParts = 10;

    // A cursor that was given out for the beginning must not be too old the moment after.
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>The cursor for a place.</summary>
    public string CursorOf(ChangePosition place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return cursors.Write(List, Positions.Join(
            place.Transaction.ToString(CultureInfo.InvariantCulture), place.Sequence.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The place that a caller wants to begin at; null where it was not made here.</summary>
    internal async Task<ChangePosition?> FindAsync(string? since, CancellationToken cancellation) => since switch
    {
        null or Beginning => await data.ChangeReader.GetPlaceOfAsync(clock.GetUtcNow() - settings.Retention, cancellation),
        Now => await data.ChangeReader.GetNowAsync(cancellation),
        _ => cursors.TryRead(List, since, out var position) && Positions.Parts(position) is [var transaction, var sequence]
            ? new ChangePosition(
                long.Parse(transaction, CultureInfo.InvariantCulture), long.Parse(sequence, CultureInfo.InvariantCulture))
            : null,
    };

    /// <summary>Whether what follows a place is older than what is kept.</summary>
    internal Task<bool> IsForgottenAsync(ChangePosition place, CancellationToken cancellation) =>
        data.ChangeReader.IsFollowedByOlderAsync(place, clock.GetUtcNow() - settings.Retention - Grace, cancellation);

    /// <summary>What follows a place and passes a filter; if there is nothing, what comes within a time.</summary>
    internal async Task<ChangePage> ReadAsync(
        ChangePosition place, ChangeFilter filter, int limit, TimeSpan wait, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var found = await ReadAsync(place, filter, limit, cancellation);
            var left = wait - clock.GetElapsedTime(began);
            if (found is { Changes.Count: > 0 } or { HasMore: true } || left <= TimeSpan.Zero || !await watch.WaitAsync(found.End, left, cancellation))
            {
                return found;
            }

            place = found.End;
        }
    }

    /// <summary>Why a cursor is refused that was not made here.</summary>
    internal static ProblemAnswer Refuse(string since)
    {
        var errors = new Errors();
        errors.Add(nameof(since), $"was not given out as the cursor of this feed: begin with {Beginning} or {Now}");
        return errors.As(ProblemType.InvalidCursor);
    }

    /// <summary>Why a cursor is refused that is too old.</summary>
    internal ProblemAnswer RefuseForgotten() => Problems.Of(
        ProblemType.CursorExpired,
        string.Create(
            CultureInfo.InvariantCulture,
            $"What follows this cursor is more than {settings.RetentionDays} days old, and the feed reaches back no further. Take a cursor with since={Now}, then read what you keep anew, from the lists or an export, and go on from that cursor: nothing is missed in between."));

    private async Task<ChangePage> ReadAsync(ChangePosition place, ChangeFilter filter, int limit, CancellationToken cancellation)
    {
        var passed = new List<Change>();
        var parts = 0;
        while (true)
        {
            parts++;
            var page = await data.ChangeReader.ListAsync(place, PartLength, filter.Topics.Count > 0, cancellation);
            foreach (var change in page.Changes.Where(change => change.Passes(filter)))
            {
                passed.Add(change);
                if (passed.Count == limit)
                {
                    return new(passed, change.Position, page.HasMore || change.Position != page.End);
                }
            }

            if (!page.HasMore || passed.Count > 0 || parts == MostParts)
            {
                return new(passed, page.End, page.HasMore);
            }

            place = page.End;
        }
    }
}
