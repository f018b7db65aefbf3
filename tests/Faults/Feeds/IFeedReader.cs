using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Feeds;

/// <summary>A reader of the feed as its users write them. Killed at any moment, it goes on from the last place that it has put down whole.</summary>
internal interface IFeedReader : IAsyncDisposable
{
    /// <summary>The changes it has put down so far.</summary>
    IReadOnlyList<Guid> Seen { get; }

    /// <summary>Begins, or goes on, with this service.</summary>
    void Start(TestedService service);

    /// <summary>kill -9; it is gone when this returns.</summary>
    Task KillAsync();
}
