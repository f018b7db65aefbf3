namespace ClaimCheck.Api.Http;

/// <summary>The two parameters that every list takes.</summary>
public abstract class PageQuery : IListQuery
{
    /// <summary>The most items of a page.</summary>
    public const int MaxLimit = 200;

    private const string LimitName = "limit";
    private const string CursorName = "cursor";

    /// <summary>How many items a page has at most.</summary>
    [QueryInteger("How many items to give at most.", 1, MaxLimit)]
    public int Limit { get; init; } = 50;

    /// <summary>Where to go on.</summary>
    [QueryText("Where to go on: `nextCursor` of the page before. It holds for the same path and filters only.",
        MaxLength = Cursors.MaxLength, Pattern = "^[A-Za-z0-9_-]+$")]
    public string? Cursor { get; init; }

    /// <inheritdoc/>
    public string? Continuation => Cursor;

    /// <inheritdoc/>
    public string ContinuationName => CursorName;

    /// <inheritdoc/>
    public bool MayDiffer(string parameter) => parameter is LimitName or CursorName;
}
