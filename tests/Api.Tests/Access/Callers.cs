using System.Net.Http.Headers;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Tests.Access;

/// <summary>A client for each caller of the table.</summary>
internal sealed class Callers : IDisposable
{
    private readonly Dictionary<Caller, HttpClient> clients = [];

    private Callers()
    {
    }

    internal HttpClient this[Caller caller] => clients[caller];

    internal static async Task<Callers> OfAsync(ApiFixture api, CancellationToken stop)
    {
        var callers = new Callers();
        callers.Add(api, Caller.Nobody, null);
        callers.Add(api, Caller.Garbage, ApiKeyToken.Create().Reveal());
        callers.Add(api, Caller.Malformed, "cck_abcdefgh_short");
        callers.Add(api, Caller.Revoked, await RevokedKeyAsync(api, stop));
        callers.Add(api, Caller.Expired, await ExpiredKeyAsync(api, stop));
        callers.Add(api, Caller.Reader, api.KeyOf(Role.Reader));
        callers.Add(api, Caller.Contributor, api.KeyOf(Role.Contributor));
        callers.Add(api, Caller.Editor, api.KeyOf(Role.Editor));
        callers.Add(api, Caller.Admin, api.KeyOf(Role.Admin));
        return callers;
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private static async Task<string> RevokedKeyAsync(ApiFixture api, CancellationToken stop)
    {
        var by = At(TimeSpan.Zero);
        var (key, token) = await api.Data.ApiKeyStore.AddAsync(NewId.At(by.At), "revoked", Role.Admin, null, by, stop);
        using var revoked = await api.Admin.DeleteAsync($"/v1/api-keys/{key.Id}", stop);
        Assert.True(revoked.IsSuccessStatusCode);
        return token.Reveal();
    }

    private static async Task<string> ExpiredKeyAsync(ApiFixture api, CancellationToken stop)
    {
        var by = At(TimeSpan.FromHours(-2));
        var (_, token) = await api.Data.ApiKeyStore.AddAsync(NewId.At(by.At), "expired", Role.Admin, by.At.AddHours(1), by, stop);
        return token.Reveal();
    }

    private static Authorship At(TimeSpan fromNow) => new(null, "tests", Role.Admin, TimeProvider.System.Now() + fromNow);

    private void Add(ApiFixture api, Caller caller, string? key)
    {
        clients[caller] = new HttpClient { BaseAddress = api.Address };
        clients[caller].DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
    }
}
