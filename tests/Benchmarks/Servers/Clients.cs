using System.Net.Http.Headers;

namespace ClaimCheck.Benchmarks.Servers;

/// <summary>Ways to ask a server something once, before it is asked thousands of times.</summary>
internal static class Clients
{
    public static HttpClient Of(ServerProcess server, string key) => new()
    {
        BaseAddress = server.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };
}
