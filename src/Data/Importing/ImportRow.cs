using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Data.Importing;

internal sealed class ImportRow
{
    public Guid Id { get; init; }
    public Guid KeyId { get; init; }
    public string Actor { get; init; } = "";
    public string Role { get; init; } = "";
    public string? TraceId { get; init; }
    public DateTime ReceivedAt { get; init; }
    public string Format { get; init; } = "";
    public string Mode { get; init; } = "";
    public string OnError { get; init; } = "";
    public string LinkStatus { get; init; } = "";
    public string? Claimant { get; init; }
    public string[] Columns { get; init; } = [];
    public string State { get; init; } = "";
    public string? Problem { get; init; }
    public int RowCount { get; init; }
    public long ByteCount { get; init; }
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int Skipped { get; init; }
    public int Failed { get; init; }
    public DateTime? StartedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public int Attempt { get; init; }
    public byte[]? Header { get; init; }

    public Import ToImport() => new(
        Id,
        new Authorship(KeyId, Actor, Words<Role>.Parse(Role), ReceivedAt, TraceId),
        new ImportOptions(
            Words<ImportFormat>.Parse(Format),
            Words<ImportMode>.Parse(Mode),
            Words<OnError>.Parse(OnError),
            Words<LinkStatus>.Parse(LinkStatus),
            Claimant,
            Columns.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)),
        Words<ImportState>.Parse(State),
        RowCount,
        ByteCount,
        new ImportCounts(Created, Updated, Unchanged, Skipped, Failed),
        Problem,
        StartedAt,
        FinishedAt);
}
