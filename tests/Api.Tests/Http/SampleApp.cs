using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Api.Tests.Http;

/// <summary>A small API on a real Kestrel that has every kind of input there is.</summary>
public sealed class SampleApp : IAsyncLifetime
{
    private WebApplication? _app;

    public HttpClient Client { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ExplainRefusals();
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddClaimCheckProblems(failure => failure is IOException ? ProblemType.Unavailable : null);
        builder.Services.AddClaimCheckOpenApi(new ApiTag("Samples", "For tests."));
        builder.Services.AddSingleton(new Cursors([.. Enumerable.Range(0, 32).Select(number => (byte)number)]));
        builder.Services.AddSingleton<IValidator<CreateSample>, CreateSampleValidator>();
        builder.Services.AddSingleton<IValidator<EditSample>, EditSampleValidator>();
        _app = builder.Build();
        _app.UseClaimCheckProblems();
        _app.UseClaimCheckSwagger();
        Map(_app.MapGroup("/v1").WithTags("Samples").AddEndpointFilter<RefuseBadRequests>()
            .ProducesProblems(ProblemType.Internal, ProblemType.Unavailable));
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        return await Answer.FromAsync(response);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(byte[] body, string mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return SendAsync(HttpMethod.Post, "/v1/samples", content);
    }

    public Task<Answer> PostAsync(string body, string mediaType = "application/json") => PostAsync(Encoding.UTF8.GetBytes(body), mediaType);

    /// <summary>Sends bytes as they are and gives all that comes back until the server closes.</summary>
    public async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Client.BaseAddress!.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(patience.Token);
    }

    private static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/samples", (Query<SampleQuery> query) => query.Page(
            [.. Enumerable.Range(1, 5).Where(number => number > int.Parse(query.After ?? "0", null)).Take(query.Value.Limit + 1)],
            number => $"{number}")).WithName("ListSamples").WithSummary("List samples");
        group.MapGet("/others", (Query<SampleQuery> query) => query.Page<int>([], _ => string.Empty)).WithName("ListOthers");
        group.MapPost("/samples", (Body<CreateSample> body) => Versioned.Created("/v1/samples/1", body.Value, 1)).WithName("CreateSample");
        group.MapGet("/samples/{id:uuid}", (Guid id) => Versioned.Ok(new EditSample($"{id}"), 3)).WithName("GetSample")
            .ProducesProblems(ProblemType.NotFound).WithExample("id", "01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90", "The sample.");
        group.MapPatch("/samples/{id:uuid}", Edit).WithName("EditSample");
        group.MapGet("/fails/{how}", (string how) => Fail(how)).WithName("Fail");
        group.MapGet("/broken/{length:int}", (int length) => Versioned.Ok(new Broken(new string('x', length), double.NaN), 1)).WithName("GetBroken");
        group.MapGet("/bare/{status:int}", (int status) => TypedResults.StatusCode(status)).WithName("Bare");
    }

    private static IResult Edit(Guid id, Patch<EditSample> patch) =>
        patch.TryApplyTo(new EditSample("Old", $"{id}"[..1], 7), out var merged, out var refusal) ? Versioned.Ok(merged, 4) : refusal;

    private static IResult Fail(string how) => how switch
    {
        "away" => throw new IOException("secret"),
        "late" => throw new TimeoutException("secret"),
        "large" => throw new BadHttpRequestException("secret", StatusCodes.Status413PayloadTooLarge),
        _ => throw new InvalidOperationException("secret"),
    };
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string? MediaType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string Slug => MediaType == "application/problem+json"
        ? Json.GetProperty("type").GetString()!.Replace(ProblemType.Prefix, string.Empty, StringComparison.Ordinal)
        : $"{Status} {MediaType} {Text}";

    public string Errors => string.Join("; ", Refusal.ErrorsOf(Json).GroupBy(error => error.Path)
        .Select(member => $"{member.Key} {string.Join(", ", member.Select(error => error.Message))}"));

    public static async Task<Answer> FromAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
