namespace ClaimCheck.Api.Http;

/// <summary>The query of a list that is given in pages, each of which says with a sealed text where the next one begins.</summary>
public interface IListQuery
{
    /// <summary>The sealed text that was sent; null for the first page.</summary>
    string? Continuation { get; }

    /// <summary>The parameter it is sent in.</summary>
    string ContinuationName { get; }

    /// <summary>Whether this parameter may differ from page to page; all others choose which list it is.</summary>
    bool MayDiffer(string parameter);
}
