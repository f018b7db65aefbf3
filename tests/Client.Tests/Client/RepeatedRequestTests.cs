using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Client.Tests.Client;

public sealed class RepeatedRequestTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $$"""{"record":"claim","externalId":"{{i}}"}""" + "\n")));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(503, "unavailable")]
    [InlineData(429, "rate-limited")]
    public async Task A_read_is_repeated_when_the_service_is_busy(int status, string slug)
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.Problem(status, slug, ("Retry-After", "0")), FaultyService.Json(200, OnTheWire.Json("completed")));
        using var client = service.Connect();

        var import = await client.GetImportAsync(OnTheWire.Id, Cancellation);

        Assert.Equal(ImportState.Completed, import.State);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_read_is_repeated_when_no_answer_comes()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Vanish, FaultyService.Vanish, FaultyService.Json(200, OnTheWire.Json("completed")));
        using var client = service.Connect();

        await client.GetImportAsync(OnTheWire.Id, Cancellation);

        Assert.True(service.Requests.Count >= 3);
    }

    [Fact]
    public async Task What_the_service_asks_to_wait_is_in_the_refusal_where_it_is_too_long()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Problem(503, "unavailable", ("Retry-After", "3600")));
        using var client = service.Connect();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.GetImportAsync(OnTheWire.Id, Cancellation));

        Assert.Equal(TimeSpan.FromHours(1), problem.RetryAfter);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task An_import_under_an_Idempotency_Key_is_sent_again_whole()
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.Problem(503, "overloaded", ("Retry-After", "0")),
            FaultyService.Problem(409, "idempotency-key-in-use", ("Retry-After", "0")),
            FaultyService.Vanish,
            FaultyService.Json(202, OnTheWire.Json("queued"), ("Idempotent-Replayed", "true")));
        using var client = service.Connect();
        using var body = new MemoryStream(Body);
        body.Position = 37;

        var started = await client.StartImportAsync(body, new() { Format = ImportFormat.Ndjson, IdempotencyKey = "a-name" }, Cancellation);

        Assert.True(started.IsReplay);
        Assert.True(service.Requests.Count >= 4);
        Assert.All(service.Requests, request =>
        {
            Assert.Equal("a-name", request.Headers["Idempotency-Key"]);
            Assert.Equal(Body[37..], request.Body);
        });
        Assert.True(body.CanRead);
    }

    [Fact]
    public async Task An_import_without_an_Idempotency_Key_is_sent_once()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Problem(503, "unavailable", ("Retry-After", "0")));
        using var client = service.Connect();
        using var body = new MemoryStream(Body);

        await Assert.ThrowsAsync<ProblemException>(() => client.StartImportAsync(body, new() { Format = ImportFormat.Ndjson }, Cancellation));

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_stream_that_cannot_go_back_is_sent_once()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Problem(503, "unavailable", ("Retry-After", "0")));
        using var client = service.Connect();
        await using var body = new GZipStream(new MemoryStream(Compressed(Body)), CompressionMode.Decompress);

        await Assert.ThrowsAsync<ProblemException>(
            () => client.StartImportAsync(body, new() { Format = ImportFormat.Ndjson, IdempotencyKey = "a-name" }, Cancellation));

        Assert.Equal(Body, service.Requests.Single().Body);
    }

    [Fact]
    public async Task An_import_says_all_that_it_was_told_to()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, OnTheWire.Json("completed")));
        using var client = service.Connect();
        using var body = new MemoryStream(Body);
        var heard = new List<long>();

        await client.StartImportAsync(
            body,
            new()
            {
                Format = ImportFormat.Csv,
                Mode = ImportMode.DryRun,
                OnError = OnError.Abort,
                LinkStatus = LinkStatus.Confirmed,
                Claimant = "BBC & Söhne",
                Columns = new Dictionary<string, string> { ["the words"] = "text", ["at"] = "claimedAt" },
                RowCount = 20_000,
                Digest = SHA256.HashData(Body),
                RespondAsync = true,
                Sent = new Listener(heard),
            },
            Cancellation);

        var request = service.Requests.Single();
        Assert.Equal("POST", request.Method);
        Assert.Equal("/v1/imports?mode=dry_run&onError=abort&linkStatus=confirmed&claimant=BBC%20%26%20S%C3%B6hne&columns=the%20words%3Atext%2Cat%3AclaimedAt", request.Address);
        Assert.Equal("text/csv", request.Headers["Content-Type"]);
        Assert.Equal("20000", request.Headers["Import-Row-Count"]);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(Body))}:", request.Headers["Content-Digest"]);
        Assert.Equal("respond-async", request.Headers["Prefer"]);
        Assert.Equal(Body.Length, heard[^1]);
    }

    [Fact]
    public async Task An_import_is_compressed_on_the_way_if_asked()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, OnTheWire.Json("completed")));
        using var client = service.Connect();
        using var body = new MemoryStream(Body);

        await client.StartImportAsync(body, new() { Format = ImportFormat.Ndjson, Compress = true }, Cancellation);

        var request = service.Requests.Single();
        Assert.Equal("gzip", request.Headers["Content-Encoding"]);
        Assert.True(request.Body.Length < Body.Length / 4);
        await using var sent = new GZipStream(new MemoryStream(request.Body), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await sent.CopyToAsync(whole, Cancellation);
        Assert.Equal(Body, whole.ToArray());
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    private sealed class Listener(List<long> heard) : IProgress<long>
    {
        public void Report(long value) => heard.Add(value);
    }
}
