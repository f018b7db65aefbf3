using ClaimCheck.Data;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Benchmarks.Servers;

/// <summary>What opens the service to the load generator.</summary>
internal static class BenchmarkKey
{
    public static async Task<string> MakeAsync(EmbeddedPostgres server, TimeProvider clock, CancellationToken cancellation)
    {
        await using var data = new DataServices(new DatabaseOptions(server.ServiceConnectionString));
        var by = new Authorship(null, "benchmark", Role.Admin, clock.Now());
        var (_, token) = await data.ApiKeyStore.AddAsync(NewId.At(by.At), "benchmark", Role.Editor, null, by, cancellation);
        return token.Reveal();
    }
}
