using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Domain.Webhooks;
using Microsoft.AspNetCore.Http;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>One sending of a message, to receivers of every kind.</summary>
public sealed class WebhookSenderTests
{
    private static readonly IPNetwork[] ThisMachine = [IPNetwork.Parse("127.0.0.0/8")];
    private static readonly WebhookSecret Secret = WebhookSecret.Create();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_arrives_to_the_byte_with_its_id_time_and_signature()
    {
        await using var receiver = await Receiver.StartAsync();
        var body = Encoding.UTF8.GetBytes("""{"type":"claim.created","b":"é"}""");
        var next = WebhookSecret.Create();

        var result = await SendAsync(receiver.Url, body, secrets: [next, Secret]);

        var message = Assert.Single(receiver.Messages);
        Assert.Equal((null, 204), (result.Failure, result.Status));
        Assert.Equal(body, message.Body);
        Assert.Equal(("POST", "/hooks", "msg_1", "application/json"), (message.Method, message.Path, message.Id, message.Headers["content-type"]));
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(message.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal([next.Sign("msg_1", at, body), Secret.Sign("msg_1", at, body)], message.Signatures);
        Assert.Equal(result.At.ToUnixTimeSeconds(), at.ToUnixTimeSeconds());
        Assert.Equal(
            ["content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            message.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.True(result.Times is { Resolve: not null, Connect: not null, Answer: not null }, "The first sending finds its way.");
    }

    [Fact]
    public async Task A_connection_that_is_open_is_used_again()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async (context, _) => await context.Response.WriteAsync("taken", Stop);
        using var sender = SenderWith(TimeSpan.FromSeconds(15));

        var first = await sender.SendAsync(new OutgoingMessage(receiver.Url, "msg_1", "{}"u8.ToArray(), [Secret]), Stop);
        var second = await sender.SendAsync(new OutgoingMessage(receiver.Url, "msg_2", "{}"u8.ToArray(), [Secret]), Stop);

        Assert.NotNull(first.Times.Connect);
        Assert.Null(second.Times.Connect);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(202, true)]
    [InlineData(299, true)]
    [InlineData(301, false)]
    [InlineData(304, false)]
    [InlineData(400, false)]
    [InlineData(410, false)]
    [InlineData(500, false)]
    public async Task Only_a_status_of_2xx_means_that_it_was_taken(int status, bool isTaken)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(status);

        var result = await SendAsync(receiver.Url);

        Assert.Equal((status, isTaken ? null : DeliveryFailure.Status), (result.Status, result.Failure));
        Assert.Equal(status == 410, result.IsGone);
    }

    [Fact]
    public async Task Of_a_large_answer_the_beginning_is_kept_and_no_more_is_read()
    {
        // Not a server of HTTP: that would take what nobody reads any longer without a word.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerWithoutEndAsync(listener);

        var result = await SendAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        var written = await answering.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Null(result.Failure);
        Assert.Equal(new string('x', 2048), Encoding.ASCII.GetString(result.Answer!.Value.Span));
        Assert.True(written < 1L << 28, $"{written} bytes were read.");
    }

    [Fact]
    public async Task What_comes_packed_is_kept_packed()
    {
        using var packed = new MemoryStream();
        await using (var pack = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await pack.WriteAsync(new byte[100_000], Stop);
        }

        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async (context, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(packed.ToArray(), Stop);
        };

        Assert.Equal(packed.ToArray(), (await SendAsync(receiver.Url)).Answer!.Value.ToArray());
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_has_not_taken_it()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);

        var result = await SendAsync(receiver.Url, patience: TimeSpan.FromMilliseconds(300));

        Assert.Equal((DeliveryFailure.TimedOut, null), (result.Failure, result.Status));
    }

    [Fact]
    public async Task A_body_that_drips_without_end_is_given_up_and_its_status_has_been_heard()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async (context, _) =>
        {
            while (true)
            {
                await context.Response.WriteAsync(".", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        };

        var result = await SendAsync(receiver.Url, patience: TimeSpan.FromSeconds(1));

        Assert.Equal((null, 200), (result.Failure, result.Status));
        Assert.InRange(result.Answer!.Value.Length, 1, 100);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX-Long: {0}", DeliveryFailure.BadAnswer)]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", DeliveryFailure.BadAnswer)]
    [InlineData("", DeliveryFailure.ConnectionFailed)]
    [InlineData("HTTP/1.1 200 OK\r\nX-Dripping: ", DeliveryFailure.TimedOut, true)]
    public async Task What_is_no_answer_is_told_as_what_it_is(string said, DeliveryFailure expected, bool staysOpen = false)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var speaking = SpeakAsync(listener, string.Format(System.Globalization.CultureInfo.InvariantCulture, said, new string('x', 100_000)), staysOpen);

        var result = await SendAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", patience: TimeSpan.FromSeconds(staysOpen ? 0.5 : 15));

        Assert.Equal(expected, result.Failure);
        using var spoken = await speaking;
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal(DeliveryFailure.ConnectionFailed, (await SendAsync($"http://127.0.0.1:{port}/")).Failure);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_told_as_such() =>
        Assert.Equal(DeliveryFailure.NameNotFound, (await SendAsync("http://no-such-host.invalid/")).Failure);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Fri, 26 Sep 2036 08:00:00 GMT", 365 * 24 * 3600)]
    [InlineData("soon", null)]
    public async Task The_pause_that_a_receiver_asks_for_is_read(string header, int? atLeastSeconds)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        };

        var pause = (await SendAsync(receiver.Url)).RetryAfter;

        Assert.Equal(atLeastSeconds is null, pause is null);
        Assert.True(pause is null || pause.Value.TotalSeconds >= atLeastSeconds, $"{pause}");
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_sent()
    {
        await using var receiver = await Receiver.StartAsync();

        Assert.Equal(DeliveryFailure.SecretUnreadable, (await SendAsync(receiver.Url, secrets: [])).Failure);
        Assert.Empty(receiver.Messages);
    }

    private static async Task<TcpClient> SpeakAsync(TcpListener listener, string said, bool staysOpen)
    {
        var client = await listener.AcceptTcpClientAsync(Stop);
        await client.GetStream().ReadExactlyAsync(new byte[16], Stop);
        try
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(said), Stop);
        }
        catch (IOException)
        {
            // Whoever is told too much goes away.
        }

        if (!staysOpen)
        {
            client.Client.Shutdown(SocketShutdown.Both);
        }

        return client;
    }

    private static WebhookSender SenderWith(TimeSpan patience) => new(new ReceiverGuard(ThisMachine), allowHttp: true, patience, TimeProvider.System);

    private static async Task<DeliveryAttempt> SendAsync(
        string url, byte[]? body = null, IReadOnlyList<WebhookSecret>? secrets = null, TimeSpan? patience = null)
    {
        using var sender = SenderWith(patience ?? TimeSpan.FromSeconds(15));
        return await sender.SendAsync(new OutgoingMessage(url, "msg_1", body ?? "{}"u8.ToArray(), secrets ?? [Secret]), Stop);
    }

    /// <summary>Answers with a gibibyte; how much of it could be written until the other side closed.</summary>
    private static async Task<long> AnswerWithoutEndAsync(TcpListener listener)
    {
        const long Length = 1L << 30;
        using var client = await listener.AcceptTcpClientAsync(Stop);
        await using var stream = client.GetStream();
        var piece = Encoding.ASCII.GetBytes(new string('x', 65_536));
        await stream.ReadAtLeastAsync(new byte[piece.Length], 1, throwOnEndOfStream: true, Stop);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Length}\r\n\r\n"), Stop);
        var written = 0L;
        try
        {
            while (written < Length)
            {
                await stream.WriteAsync(piece, Stop);
                written += piece.Length;
            }
        }
        catch (IOException)
        {
            // It was closed.
        }

        return written;
    }
}
