using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Data.Importing;

/// <summary>A row whose references are known.</summary>
internal sealed class ClaimCandidate(int index, RowToMerge<ClaimRecord> row, SourceRef source, ClaimFacts facts)
{
    public int Index => index;

    public RowToMerge<ClaimRecord> Row => row;

    public SourceRef Source => source;

    public ClaimFacts Facts => facts;

    /// <summary>Under which it is found again: its own, or what it says, unless it has an id.</summary>
    public string? ExternalId { get; } =
        row.Record.ExternalId ?? (row.Record.Kept.Id is null ? ContentKey.Of(source, facts, row.Record.Draft.Article) : null);

    public object Key => ExternalId is null ? row.Record.Kept.Id! : (source.Id, ExternalId);

    public ArticleRef? Article { get; set; }

    public Claim? Claim { get; set; }
}
