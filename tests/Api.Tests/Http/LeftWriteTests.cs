using System.Text.Json;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.ApiKeys;
using ClaimCheck.Api.Http;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClaimCheck.Api.Tests.Http;

/// <summary>A write goes on where its caller has gone. Kestrel gives the caller's context to the next request of the connection.</summary>
public sealed class LeftWriteTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_answer_is_kept_for_its_own_caller_whoever_has_the_context_by_then()
    {
        var mine = await NewKeyAsync("Mine");
        var other = await NewKeyAsync("Another's");
        var context = ContextOf(mine);

        await AnswerAsync(context, () => context.Initialize(ContextOf(other).Features));

        using var body = new MemoryStream();
        var wire = new DefaultHttpContext { RequestServices = api.Services, Response = { Body = body } };
        await (await AnswerAsync(ContextOf(mine), () => { })).ExecuteAsync(wire);
        Assert.Equal("true", wire.Response.Headers["Idempotent-Replayed"]);
        Assert.Equal("Left behind", JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("name").GetString());
    }

    private static async Task<T> BindAsync<T>(HttpContext context)
        where T : class, IBindableFromHttpContext<T> =>
        (await T.BindAsync(context, null!))!;

    private async Task<IResult> AnswerAsync(HttpContext context, Action whileWriting)
    {
        var by = Caller.Of(context).Authorship;
        var idempotency = await BindAsync<Idempotency>(context);
        return await idempotency.AnswerSecretlyAsync<(ApiKey Key, ApiKeyToken Token), NewApiKey>(
            receipt =>
            {
                whileWriting();
                return api.Data.ApiKeyStore.AddAsync(NewId.At(by.At), "Left behind", Role.Reader, null, by, Stop, receipt);
            },
            made => new NewApiKey(ApiKeyResponse.Of(made.Key, made.Token), made.Key.Version),
            Stop);
    }

    private async Task<(ApiKey Key, ApiKeyToken Token)> NewKeyAsync(string name)
    {
        var by = new Authorship(null, "tests", Role.Admin, TimeProvider.System.Now());
        return await api.Data.ApiKeyStore.AddAsync(NewId.At(by.At), name, Role.Admin, null, by, Stop);
    }

    private DefaultHttpContext ContextOf((ApiKey Key, ApiKeyToken Token) caller)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, null) { RequestServices = api.Services });
        context.Features.Set(caller.Key);
        context.Features.Set(new PresentedKey(caller.Token.Reveal()));
        context.Features.Set(new RequestFingerprint(new byte[32]));
        context.Request.Headers["Idempotency-Key"] = "left-behind";
        return context;
    }
}
