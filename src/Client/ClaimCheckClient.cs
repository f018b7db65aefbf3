using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClaimCheck.Client;

/// <summary>
/// Talks to a ClaimCheck service. One is enough for a program, and it may be used from many threads at once. A refusal is a
/// <see cref="ProblemException"/>, a service that cannot be reached an <see cref="HttpRequestException"/>, an answer that breaks off
/// while it is read an <see cref="IOException"/>. Requests that may be repeated are, after 429 and 503 and where no answer came.
/// </summary>
public sealed partial class ClaimCheckClient : IDisposable
{
    private const string JsonType = "application/json";
    private const string IdempotencyKey = "Idempotency-Key";
    private const int LengthOfName = 32;

    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly Uri _address;
    private readonly AccessKey _key;
    private readonly Retries _retries;
    private readonly ClaimCheckClientOptions _options;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="address">Where the service is, without <c>/v1</c>: <c>https://claims.example.org/</c>.</param>
    /// <param name="key">An API key of the service. It is sent to this address only, and appears nowhere else.</param>
    /// <param name="options">How patient to be.</param>
    public ClaimCheckClient(Uri address, string key, ClaimCheckClientOptions? options = null)
        : this(address, key, MakeHttp(), ownsHttp: true, options)
    {
    }

    /// <summary>A client over connections that somebody else looks after, such as those of an <c>IHttpClientFactory</c>.</summary>
    /// <param name="http">Its <see cref="HttpClient.BaseAddress"/> says where the service is. Its timeout should be infinite: bodies may take hours. It is not disposed of.</param>
    /// <param name="key">An API key of the service.</param>
    /// <param name="options">How patient to be.</param>
    public ClaimCheckClient(HttpClient http, string key, ClaimCheckClientOptions? options = null)
        : this(
            (http ?? throw new ArgumentNullException(nameof(http))).BaseAddress ?? throw new ArgumentException("It has no BaseAddress.", nameof(http)),
            key, http, ownsHttp: false, options)
    {
    }

    private ClaimCheckClient(Uri address, string key, HttpClient http, bool ownsHttp, ClaimCheckClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            throw new ArgumentException("The address of the service begins with http:// or https:// and holds no user name.", nameof(address));
        }

        _key = new AccessKey(key);
        _address = address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + '/' }.Uri;
        _options = options ?? new();
        _retries = new Retries(_options);
        _http = http;
        _ownsHttp = ownsHttp;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    /// <summary>Where it talks to, and nothing about the key.</summary>
    public override string ToString() => $"ClaimCheck at {_address.GetLeftPart(UriPartial.Path)}";

    internal ClaimCheckClientOptions Options => _options;

    private static HttpClient MakeHttp() => new(new SocketsHttpHandler
    {
        // The service never redirects, and a key must not travel to where somebody else points.
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        // A new address of the service is noticed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    private HttpRequestMessage Ask(string path) => new(HttpMethod.Get, new Uri(_address, path));

    private Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        ReadAsync(path, type, _options.AnswerTimeout, cancellation);

    private async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, TimeSpan timeout, CancellationToken cancellation)
    {
        using var response = await SendAsync(() => Accepting(Ask(path), JsonType), isRepeatable: true, timeout, cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    /// <summary>A question that needs a body: it writes nothing, and so is repeated as reads are.</summary>
    private async Task<T> AskAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            () => Sending(HttpMethod.Post, path, body, bodyType, JsonType), isRepeatable: true, _options.AnswerTimeout, cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    /// <summary>A write under a name of its own, under which it can be repeated and is done once.</summary>
    private async Task<T> WriteAsync<TBody, T>(
        string path, TBody? body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var name = RandomNumberGenerator.GetHexString(LengthOfName);
        using var response = await SendAsync(
            () =>
            {
                var request = Sending(HttpMethod.Post, path, body, bodyType, JsonType);
                request.Headers.Add(IdempotencyKey, name);
                return request;
            },
            isRepeatable: true, _options.AnswerTimeout, cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    private HttpRequestMessage Sending<TBody>(HttpMethod method, string path, TBody? body, JsonTypeInfo<TBody> type, string mediaType)
    {
        var request = Accepting(new(method, new Uri(_address, path)), JsonType);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = new(mediaType) } };
        }

        return request;
    }

    /// <summary>Asks until there is an answer, for as long as a service that is away is waited for.</summary>
    internal async Task<T> PersistAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        long? away = null;
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is ProblemException problem && Retries.PassesBy(problem)))
            {
                away ??= _options.Clock.GetTimestamp();
                if (_options.Clock.GetElapsedTime(away.Value) >= _options.WatchPatience)
                {
                    throw;
                }
            }

            await Task.Delay(_options.PollInterval, _options.Clock, cancellation);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellation)
                ?? throw new ProblemException(response.StatusCode, "The answer was null.");
        }
        catch (JsonException e)
        {
            throw new ProblemException(response.StatusCode, "The answer is not what a ClaimCheck service says. Is this its address?", e);
        }
    }

    /// <summary>The body as it arrives. Where it breaks off, reading throws: a stream that ends was whole.</summary>
    private async Task<Stream> OpenAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        var response = await SendAsync(request, isRepeatable: true, _options.AnswerTimeout, cancellation);
        return await response.Content.ReadAsStreamAsync(cancellation);
    }

    private static HttpRequestMessage Accepting(HttpRequestMessage request, string mediaType)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> request, bool isRepeatable, TimeSpan timeout, CancellationToken cancellation)
    {
        var attempt = 0;
        while (true)
        {
            attempt++;
            TimeSpan? pause;
            try
            {
                var response = await SendOnceAsync(request, timeout, cancellation);
                if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified)
                {
                    return response;
                }

                using (response)
                {
                    var problem = await ProblemReader.ReadAsync(response, _key, _options.Clock, cancellation);
                    pause = isRepeatable ? _retries.PauseAfter(attempt, problem) : null;
                    if (pause is null)
                    {
                        throw problem;
                    }
                }
            }
            catch (HttpRequestException e) when (isRepeatable && _retries.PauseAfter(attempt, e) is { } afterFailure)
            {
                pause = afterFailure;
            }

            await Task.Delay(pause.Value, _options.Clock, cancellation);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> make, TimeSpan timeout, CancellationToken cancellation)
    {
        using var request = make();
        _key.Authorize(request);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(timeout);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"The service at {_address.Authority} did not answer in time.", new TimeoutException());
        }
    }
}
