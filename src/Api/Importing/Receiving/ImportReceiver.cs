using System.Net.Sockets;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Formats;
using ClaimCheck.Data;
using ClaimCheck.Data.Importing;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>Keeps the rows of a body as it arrives, a part at a time, so that it takes the same memory however long it is.</summary>
/// <param name="data">Where they are kept.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class ImportReceiver(DataServices data, TimeProvider clock)
{
    /// <summary>Takes in a whole body.</summary>
    /// <param name="id">The import's id, under which it has been begun.</param>
    /// <param name="body">The body.</param>
    /// <param name="options">How it is to be imported.</param>
    /// <param name="cancellation">The caller goes away.</param>
    /// <returns>What has arrived, with the hash of the bytes; or why nothing of it will be stored.</returns>
    public async Task<(ProblemAnswer? Refusal, Arrived? Arrived, byte[] Digest)> ReceiveAsync(
        Guid id, ImportBody body, ImportOptions options, CancellationToken cancellation)
    {
        var (sent, read) = body.Open(clock);
        await using var wire = sent;
        await using var content = read;
        try
        {
            var arrived = await KeepRowsAsync(id, sent, content, options, cancellation);
            return Complain(body, sent, arrived) is { } complaint
                ? (await RefuseAsync(id, ProblemType.IncompleteImport, complaint, sent), null, [])
                : (null, arrived, sent.Digest);
        }
        catch (BrokenBodyException e)
        {
            return (await RefuseAsync(id, ProblemType.IncompleteImport, e.Message, sent), null, []);
        }
        catch (TooLargeBodyException e)
        {
            return (await RefuseAsync(id, ProblemType.TooLarge, e.Message, sent), null, []);
        }
        catch (BadHttpRequestException e)
        {
            var type = ProblemType.ForStatus(e.StatusCode) ?? ProblemType.BadRequest;
            return (await RefuseAsync(id, type, "The body did not arrive completely: send it again.", sent), null, []);
        }
        catch (Exception e) when (DatabaseFailure.Classify(e) == DatabaseFailureKind.StorageFull)
        {
            await MakeRoomAsync(id, sent);
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // Nobody is there to be told; whoever asks for the import later is.
            return (await RefuseAsync(id, ProblemType.IncompleteImport, "The connection was lost before the body had arrived: send it again.", sent), null, []);
        }
    }

    private static string? Complain(ImportBody body, SentBody sent, Arrived arrived)
    {
        if (body.RowCount is { } announced && announced != arrived.Rows)
        {
            return $"{arrived.Rows} rows have arrived, but {ImportBody.RowCountName} announces {announced}: send the whole file again, with its own number of rows.";
        }

        if (body.Digest is { } digest && !digest.AsSpan().SequenceEqual(sent.Digest))
        {
            return $"The body has another SHA-256 than {ImportBody.DigestName} announces: send it again.";
        }

        return arrived.Rows == 0 ? "The body holds no rows." : null;
    }

    private async Task<Arrived> KeepRowsAsync(Guid id, SentBody sent, Stream content, ImportOptions options, CancellationToken cancellation)
    {
        var format = BodyFormat.Of(options);
        var (rows, parts) = (0, 0);
        using var part = new ImportPartWriter();
        await foreach (var row in format.CutAsync(content, cancellation))
        {
            part.Add(new SentRow(row.Line, row.Kind, row.Bytes));
            rows++;
            if (part.IsFull)
            {
                await data.ImportStore.AddPartAsync(id, part, CancellationToken.None);
                part.Next();
                parts++;
            }
        }

        if (!part.IsEmpty)
        {
            await data.ImportStore.AddPartAsync(id, part, CancellationToken.None);
            parts++;
        }

        return new Arrived(rows, parts, sent.Count, format.Header);
    }

    /// <summary>What has arrived of a body that does not fit must not keep the room that it takes.</summary>
    private async Task MakeRoomAsync(Guid id, SentBody sent)
    {
        try
        {
            await data.ImportStore.ForgetPartsAsync(id, CancellationToken.None);
            await data.ImportStore.RefuseAsync(id, "There was no room to keep it: send it again.", sent.Count, clock.Now(), CancellationToken.None);
        }
        catch (Exception e) when (DatabaseFailure.Classify(e) is not null)
        {
            // It is given up with all others that never arrived.
        }
    }

    private async Task<ProblemAnswer> RefuseAsync(Guid id, ProblemType type, string problem, SentBody sent)
    {
        await data.ImportStore.RefuseAsync(id, problem, sent.Count, clock.Now(), CancellationToken.None);
        return Problems.Of(type, problem, extensions: new Dictionary<string, object?> { ["importId"] = id });
    }
}
