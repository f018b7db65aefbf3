using System.Runtime.CompilerServices;

namespace ClaimCheck.Client;

/// <content>Changes: what has happened since one last looked.</content>
public sealed partial class ClaimCheckClient
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(30);

    /// <summary>What has changed, once: every committed change, in an order in which none is missed.</summary>
    /// <param name="query">Which, from where on.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ProblemException">
    /// <c>Is("cursor-expired")</c>: what follows the cursor is older than what the feed keeps. Take a cursor with <see cref="ChangeQuery.Now"/>,
    /// read what you keep anew, and go on from that cursor.
    /// </exception>
    public Task<ChangePage> ListChangesAsync(ChangeQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(query.Address, ClientJson.Default.ChangePage, _options.AnswerTimeout + (query.Wait ?? TimeSpan.Zero), cancellation);
    }

    /// <summary>
    /// Follows the feed for as long as somebody asks for more, by long polling. Each page brings changes or at least another cursor; keep it with
    /// what you made of them, and begin there the next time. A service that is away for a while is waited for
    /// (<see cref="ClaimCheckClientOptions.WatchPatience"/>), and nothing is lost by it.
    /// </summary>
    /// <param name="query">Which, from where on.</param>
    /// <param name="cancellation">Stops following.</param>
    /// <exception cref="ProblemException">As with <see cref="ListChangesAsync"/>; <c>Is("cursor-expired")</c> can only come first.</exception>
    public IAsyncEnumerable<ChangePage> FollowChangesAsync(ChangeQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return FollowAsync(query, query.Wait ?? LongestPoll, cancellation);
    }

    private async IAsyncEnumerable<ChangePage> FollowAsync(
        ChangeQuery asked, TimeSpan wait, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // What is refused is refused at once, and so is an address where there is no service. "Now" is another place after every failure: it is
        // not waited for, so that there is a cursor first of all.
        asked = asked with { Wait = asked.HasCursor ? wait : null };
        var page = await ListChangesAsync(asked, cancellation);
        while (!cancellation.IsCancellationRequested)
        {
            if (page.Items.Count > 0 || page.NextCursor != asked.Since)
            {
                yield return page;
            }

            asked = asked with { Since = page.NextCursor, Wait = wait };
            page = await PersistAsync(() => ListChangesAsync(asked, cancellation), cancellation);
        }
    }
}
