using ClaimCheck.Data.Importing;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>
/// Where rows are stored and where their results are recorded: together, unless all rows are one transaction, of which nobody
/// would see anything before its end.
/// </summary>
internal sealed class Lanes(ImportLane? only, ImportLane own) : IAsyncDisposable
{
    public ImportLane Storing => only ?? own;

    public ImportLane Recording => own;

    public ValueTask DisposeAsync() => own.DisposeAsync();

    public Task BeginAsync(CancellationToken cancellation) => own.BeginAsync(cancellation);

    public Task EndAsync(bool keep, CancellationToken cancellation) => own.EndAsync(keep, cancellation);
}
