using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>In which form Google's APIs answer.</summary>
public enum AnswerForm
{
    /// <summary>JSON, the only form there is here.</summary>
    Json = 1,
}

/// <summary>The parameters of every list that is paged as Google's APIs page.</summary>
public abstract class TokenPageQuery : IListQuery
{
    /// <summary>How many entries a page has where nothing is said.</summary>
    public const int UsualSize = 10;

    /// <summary>The most entries of a page, however many are asked for.</summary>
    public const int LargestSize = 100;

    /// <summary>The most entries that can be passed over.</summary>
    public const int LargestOffset = 10_000;

    private const string TokenName = "pageToken";
    private const string OffsetName = "offset";
    private const string FormName = "alt";

    /// <summary>How many entries a page has at most.</summary>
    [QueryInteger("How many entries to give at most: 10 where it is left out or 0, and never more than 100.", 0, int.MaxValue)]
    public int PageSize { get; init; } = UsualSize;

    /// <summary>Where to go on.</summary>
    [QueryText("Where to go on: `nextPageToken` of the page before. All other parameters must be as they were then.",
        MaxLength = Cursors.MaxLength, Pattern = "^[A-Za-z0-9_-]+$")]
    public string? PageToken { get; init; }

    /// <summary>How many entries to pass over.</summary>
    [QueryInteger("How many entries to pass over. Does nothing together with `pageToken`.", 0, LargestOffset)]
    public int Offset { get; init; }

    /// <summary>The form of the answer.</summary>
    [QueryWord("The form of the answer, which some of Google's clients name.")]
    public AnswerForm? Alt { get; init; }

    /// <summary>How many entries the page is to have at most.</summary>
    internal int Take => PageSize == 0 ? UsualSize : Math.Min(PageSize, LargestSize);

    /// <summary>How many entries to pass over on this page.</summary>
    internal int Skip => PageToken is null ? Offset : 0;

    /// <inheritdoc/>
    public string? Continuation => PageToken;

    /// <inheritdoc/>
    public string ContinuationName => TokenName;

    /// <inheritdoc/>
    public bool MayDiffer(string parameter) => parameter is TokenName or OffsetName or FormName;
}
