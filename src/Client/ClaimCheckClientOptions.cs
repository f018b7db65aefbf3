namespace ClaimCheck.Client;

/// <summary>How patient a <see cref="ClaimCheckClient"/> is. The defaults suit a service that is a network away.</summary>
public sealed record ClaimCheckClientOptions
{
    /// <summary>How often a request that may be sent again is sent at most, the first time included.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>How long to wait before the second attempt, where the service names no time; it doubles from there.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A <c>Retry-After</c> beyond this is not waited for: the refusal is thrown, with the time in it.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait for the beginning of an answer. Does not hold for imports, whose bodies may take hours.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>After how long without an event a stream of events is taken for dead, and the service asked instead.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often to ask how an import goes where events cannot be had, and a service that is away.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a service that does not answer is waited for while an import is being watched or changes are followed.</summary>
    public TimeSpan WatchPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock for all of these.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
