using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Api.Webhooks.Sending;

/// <summary>A message on its way to a receiver.</summary>
/// <param name="Url">Where it goes.</param>
/// <param name="Id">What <c>webhook-id</c> says: the same whenever it is sent again.</param>
/// <param name="Body">JSON, to the byte.</param>
/// <param name="Secrets">What it is signed with: one secret, or two while one takes the place of the other.</param>
internal sealed record OutgoingMessage(string Url, string Id, ReadOnlyMemory<byte> Body, IReadOnlyList<WebhookSecret> Secrets);

/// <summary>
/// Sends messages to receivers. They are strangers: nothing is followed, unpacked or remembered, and of what they answer no more is
/// read than is kept.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>What the sender calls itself.</summary>
    public const string UserAgent = "ClaimCheck-Webhooks/1";

    // In KiB. An answer that needs more headers says nothing to a sender of webhooks.
    private const int MostOfHeaders = 16;
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    // A name may come to stand for another address: no connection is used for longer without asking again.
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(2);

    private readonly ReceiverGuard guard;
    private readonly bool allowHttp;
    private readonly TimeSpan patience;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;

    /// <param name="settings">Where messages may go, and how long they may take.</param>
    /// <param name="clock">The service's clock.</param>
    public WebhookSender(WebhookSettings settings, TimeProvider clock)
        : this(new ReceiverGuard(settings.AllowedNetworks), settings.AllowHttp, settings.Timeout, clock)
    {
    }

    internal WebhookSender(ReceiverGuard guard, bool allowHttp, TimeSpan patience, TimeProvider clock)
    {
        this.guard = guard;
        this.allowHttp = allowHttp;
        this.patience = patience;
        this.clock = clock;
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MaxResponseHeadersLength = MostOfHeaders,
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = LongestIdle,
            PooledConnectionLifetime = LongestLife,
            ConnectCallback = ConnectAsync,
        });
    }

    /// <summary>Whether a webhook may have this URL: what is told at once need not be found out by sending.</summary>
    public bool MayReach(string url) => new Uri(url) is var read && (allowHttp || read.Scheme == Uri.UriSchemeHttps) && guard.MayAllow(read);

    /// <summary>Sends a message once. Whatever comes of it is the result.</summary>
    /// <param name="message">The message.</param>
    /// <param name="stopping">Ends it, as only the end of the service does.</param>
    public async Task<DeliveryAttempt> SendAsync(OutgoingMessage message, CancellationToken stopping)
    {
        var at = clock.Now();
        var steps = new ConnectionSteps(clock);
        if (message.Secrets.Count == 0)
        {
            return Failed(DeliveryFailure.SecretUnreadable);
        }

        var url = new Uri(message.Url);
        if (!allowHttp && url.Scheme != Uri.UriSchemeHttps)
        {
            return Failed(DeliveryFailure.AddressNotAllowed);
        }

        using var patient = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patient.CancelAfter(patience);
        using var request = RequestOf(message, url, at);
        request.Options.Set(ConnectionSteps.Key, steps);
        try
        {
            using var response = await http.SendAsync(request, patient.Token);
            var answered = steps.Passed;
            var answer = await ReadAsync(response.Content, patient.Token, stopping);
            return new DeliveryAttempt(
                at, response.IsSuccessStatusCode ? null : DeliveryFailure.Status, (int)response.StatusCode, answer,
                new DeliveryTimes(steps.ToResolve, steps.ToConnect, answered, steps.Passed))
            {
                Url = message.Url,
                RetryAfter = PauseOf(response.Headers.RetryAfter, at),
            };
        }
        catch (OperationCanceledException) when (patient.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return Failed(DeliveryFailure.TimedOut);
        }
        catch (HttpRequestException e)
        {
            return Failed(patient.IsCancellationRequested ? DeliveryFailure.TimedOut : ReasonOf(e));
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or NotSupportedException or UriFormatException)
        {
            // Such as a host that no connection can be made to, or an answer that no handler can read.
            return Failed(DeliveryFailure.BadAnswer);
        }

        DeliveryAttempt Failed(DeliveryFailure why) =>
            new(at, why, null, null, new DeliveryTimes(steps.ToResolve, steps.ToConnect, null, steps.Passed)) { Url = message.Url };
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>The headers that a message is sent with, but for its signatures: what a list of deliveries shows of the request.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(string id, DateTimeOffset at) =>
    [
        new("content-type", "application/json"),
        new("user-agent", UserAgent),
        new("webhook-id", id),
        new("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ];

    private static HttpRequestMessage RequestOf(OutgoingMessage message, Uri url, DateTimeOffset at)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(message.Body) };
        foreach (var (name, value) in HeadersOf(message.Id, at))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var signatures = message.Secrets.Select(secret => secret.Sign(message.Id, at, message.Body.Span));
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', signatures));
        return request;
    }

    /// <summary>What is kept of an answer. Its status has decided by then: where the body comes slowly or breaks off, what has come is all.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken patience, CancellationToken stopping)
    {
        var kept = new byte[DeliveryAttempt.MostOfAnswer];
        var length = 0;
        try
        {
            await using var body = await content.ReadAsStreamAsync(patience);
            int read;
            while (length < kept.Length && (read = await body.ReadAsync(kept.AsMemory(length), patience)) > 0)
            {
                length += read;
            }

            // The end is still to be read, or the connection could not be used again.
            _ = length < kept.Length ? 0 : await body.ReadAsync(new byte[1], patience);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            stopping.ThrowIfCancellationRequested();
        }

        return kept.AsMemory(0, length);
    }

    private static TimeSpan? PauseOf(RetryConditionHeaderValue? header, DateTimeOffset now) => header?.Delta ?? (header?.Date - now);

    private static DeliveryFailure ReasonOf(HttpRequestException exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AddressNotAllowedException:
                    return DeliveryFailure.AddressNotAllowed;
                case AuthenticationException:
                    return DeliveryFailure.TlsFailed;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return DeliveryFailure.NameNotFound;
            }
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => DeliveryFailure.TlsFailed,
            HttpRequestError.NameResolutionError => DeliveryFailure.NameNotFound,
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError
                or HttpRequestError.VersionNegotiationError => DeliveryFailure.BadAnswer,
            _ => DeliveryFailure.ConnectionFailed,
        };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        context.InitialRequestMessage.Options.TryGetValue(ConnectionSteps.Key, out var steps);
        return await guard.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, steps, cancellation);
    }
}
