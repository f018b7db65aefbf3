using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>
/// HTTP/1.1 over one connection that is kept, byte by byte: an HTTP client would repair or refuse most of what has to be sent
/// here.
/// </summary>
/// <param name="port">The loopback port of the service.</param>
/// <param name="patience">How long it may take to answer: more than it allows itself.</param>
internal sealed class Wire(int port, TimeSpan patience) : IDisposable
{
    /// <summary>The status that stands for a connection which was closed without an answer, or never answered.</summary>
    internal const int NoAnswer = 0;

    private readonly byte[] buffer = new byte[64 * 1024];
    private TcpClient? connection;
    private int begin;
    private int end;

    public void Dispose() => Close();

    /// <summary>Sends a request and reads its answer.</summary>
    internal async Task<Answer> SendAsync(SentRequest request, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(patience);
        var isKept = connection is not null;
        try
        {
            var answer = await TryAsync(request, enough.Token);
            if (answer.Status != NoAnswer || !isKept || request.IsCutShort)
            {
                return answer;
            }

            // A connection that was kept may have been closed meanwhile: then nothing of this request was read.
            enough.CancelAfter(patience);
            return await TryAsync(request, enough.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return None($"There was no answer within {patience.TotalSeconds:0.#} s.");
        }
    }

    private async Task<Answer> TryAsync(SentRequest request, CancellationToken stop)
    {
        try
        {
            var stream = await ConnectAsync(stop);
            var sending = WriteAsync(stream, request, stop);
            var answer = await ReadAsync(stream, request.Method == "HEAD", stop);
            await sending;
            if (request.IsCutShort || answer.Headers.GetValueOrDefault("Connection") == "close")
            {
                Close();
            }

            return answer;
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            return None(closed.Message);
        }
    }

    private Answer None(string why)
    {
        Close();
        return new Answer(NoAnswer, null, why, new Dictionary<string, string>());
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken stop)
    {
        if (connection is null)
        {
            connection = new TcpClient { NoDelay = true };
            await connection.ConnectAsync(IPAddress.Loopback, port, stop);
            (begin, end) = (0, 0);
        }

        return connection.GetStream();
    }

    private async Task WriteAsync(NetworkStream stream, SentRequest request, CancellationToken stop)
    {
        try
        {
            var body = request.Body ?? [];
            await stream.WriteAsync((byte[])[.. request.Head(), .. request.IsCutShort ? body[..(body.Length / 2)] : body], stop);
            if (request.IsCutShort)
            {
                connection!.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (IOException)
        {
            // The service has answered before it read all, and closed: the answer tells why.
        }
    }

    private async Task<Answer> ReadAsync(NetworkStream stream, bool hasNoBody, CancellationToken stop)
    {
        var first = await LineAsync(stream, stop);
        var status = int.Parse(first.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var line = await LineAsync(stream, stop); line.Length > 0; line = await LineAsync(stream, stop))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        if (status < 200)
        {
            return await ReadAsync(stream, hasNoBody, stop);
        }

        var body = hasNoBody || status is 204 or 304 ? [] : await BodyAsync(stream, headers, stop);
        return new Answer(status, headers.GetValueOrDefault("Content-Type")?.Split(';')[0], Encoding.UTF8.GetString(body), headers);
    }

    private async Task<byte[]> BodyAsync(NetworkStream stream, Dictionary<string, string> headers, CancellationToken stop)
    {
        if (headers.GetValueOrDefault("Transfer-Encoding") != "chunked")
        {
            return await BytesAsync(stream, int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture), stop);
        }

        var whole = new MemoryStream();
        int size;
        do
        {
            size = int.Parse(await LineAsync(stream, stop), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await whole.WriteAsync(await BytesAsync(stream, size, stop), stop);
            await LineAsync(stream, stop);
        }
        while (size > 0);
        return whole.ToArray();
    }

    private async Task<string> LineAsync(NetworkStream stream, CancellationToken stop)
    {
        var line = new StringBuilder();
        while (true)
        {
            await FillAsync(stream, stop);
            var letter = (char)buffer[begin++];
            if (letter == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(letter);
        }
    }

    private async Task<byte[]> BytesAsync(NetworkStream stream, int count, CancellationToken stop)
    {
        var bytes = new byte[count];
        var filled = 0;
        while (filled < count)
        {
            await FillAsync(stream, stop);
            var taken = Math.Min(count - filled, end - begin);
            buffer.AsSpan(begin, taken).CopyTo(bytes.AsSpan(filled));
            begin += taken;
            filled += taken;
        }

        return bytes;
    }

    private async ValueTask FillAsync(NetworkStream stream, CancellationToken stop)
    {
        if (begin < end)
        {
            return;
        }

        begin = 0;
        end = await stream.ReadAsync(buffer, stop);
        if (end == 0)
        {
            throw new IOException("The service closed the connection.");
        }
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }
}
