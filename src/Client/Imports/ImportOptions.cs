namespace ClaimCheck.Client;

/// <summary>What to send with a file, and what to do with its rows. What is left out is decided by the service.</summary>
public sealed record ImportOptions
{
    /// <summary>What kind of file it is. For a path it is told by the name where it is left out; a stream needs it.</summary>
    public ImportFormat? Format { get; init; }

    /// <summary>Whether the bytes are gzip already. For a path it is told by <c>.gz</c> where it is left out.</summary>
    public bool? IsGzip { get; init; }

    /// <summary>Compress while sending. A <see cref="Digest"/> cannot be given then: it is one of the bytes as sent.</summary>
    public bool Compress { get; init; }

    /// <summary>Rows that must arrive, a CSV's header not counted: where others do, the import is incomplete and nothing is stored.</summary>
    public long? RowCount { get; init; }

    /// <summary>SHA-256 of the bytes as sent: where others arrive, the import is incomplete and nothing is stored.</summary>
    public ReadOnlyMemory<byte>? Digest { get; init; }

    /// <summary>
    /// A name for this sending, of at most 255 visible ASCII characters. Under the same name the same file is imported once, however
    /// often it is sent within 24 hours. Only with one is it sent again after a failure.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether to be answered as soon as the file has arrived, however small it is.</summary>
    public bool RespondAsync { get; init; }

    /// <summary>What becomes of rows; <see cref="ImportMode.Upsert"/> where it is left out.</summary>
    public ImportMode? Mode { get; init; }

    /// <summary>What a row that cannot be taken costs; <see cref="OnError.Skip"/> where it is left out.</summary>
    public OnError? OnError { get; init; }

    /// <summary>How far links count that do not say; <see cref="LinkStatus.Suggested"/> where it is left out.</summary>
    public LinkStatus? LinkStatus { get; init; }

    /// <summary>The source of the claims in ClaimReviews that name none.</summary>
    public string? Claimant { get; init; }

    /// <summary>For CSV: other names of columns, theirs to ours.</summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Hears how many bytes of the file have been read for sending; it begins anew with every attempt.</summary>
    public IProgress<long>? Sent { get; init; }
}
