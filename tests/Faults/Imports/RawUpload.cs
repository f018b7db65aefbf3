using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Imports;

/// <summary>An upload byte by byte, as no well-behaved client sends it.</summary>
internal sealed class RawUpload : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Sends the headers.</summary>
    /// <param name="service">To whom.</param>
    /// <param name="key">The caller's.</param>
    /// <param name="length">How many bytes it promises.</param>
    /// <param name="more">Further headers.</param>
    public static async Task<RawUpload> BeginAsync(TestedService service, string key, int length, params IEnumerable<string> more)
    {
        var upload = new RawUpload();
        await upload.socket.ConnectAsync(IPAddress.Loopback, service.Address.Port, Stop);
        string[] head =
        [
            "POST /v1/imports HTTP/1.1", $"Host: 127.0.0.1:{service.Address.Port}", $"Authorization: Bearer {key}", "Content-Type: application/x-ndjson",
            string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}"), .. more, "", "",
        ];
        await upload.SendAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", head)));
        return upload;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, Stop)..];
        }
    }

    /// <summary>Sends a byte in every interval until the service answers or ends the connection; the status, or null for none.</summary>
    /// <param name="bytes">What is sent, until there is no more of it; after that nothing is.</param>
    /// <param name="interval">How often.</param>
    public async Task<int?> TrickleAsync(ReadOnlyMemory<byte> bytes, TimeSpan interval)
    {
        var answer = AnswerAsync();
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Task.Delay(interval, Stop));
            try
            {
                var next = Math.Min(1, answer.IsCompleted ? 0 : bytes.Length);
                await SendAsync(bytes[..next]);
                bytes = bytes[next..];
            }
            catch (SocketException)
            {
                // The service has ended it.
            }
        }

        return await answer;
    }

    /// <summary>The answer's status; null where the connection ended without one.</summary>
    public async Task<int?> AnswerAsync()
    {
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (length < buffer.Length && await socket.ReceiveAsync(buffer.AsMemory(length), Stop) is var read and > 0)
            {
                length += read;
                if (buffer.AsSpan(0, length).IndexOf("\r\n"u8) >= 0)
                {
                    return int.Parse(Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1], CultureInfo.InvariantCulture);
                }
            }
        }
        catch (SocketException)
        {
            // It was cut off.
        }

        return null;
    }

    /// <summary>Cuts the connection.</summary>
    public void Dispose() => socket.Close(timeout: 0);
}
