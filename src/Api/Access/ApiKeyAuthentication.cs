using System.Security.Claims;
using System.Text.Encodings.Web;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Limits;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ClaimCheck.Api.Access;

/// <summary>Lets in whoever sends a key that works, as <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>, or where <see cref="KeyInQuery"/> lets it stand.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, LoginGate gate, Refusals refusals,
    PublicReading reading)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string SchemeName = "ApiKey";

    private const string Challenge = "Bearer realm=\"claimcheck\"";
    private const string BearerPrefix = "Bearer ";

    /// <summary>The policy that asks for at least this role.</summary>
    public static string PolicyFor(Role role) => $"at least {Words<Role>.Of(role)}";

    /// <summary>Adds the scheme, and a policy for each role. A route that asks for no role lets nobody in, unless it says that it allows anybody.</summary>
    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();

        // AddAuthentication would bring data protection along, which keeps keys of its own in the user's home folder.
        services.AddAuthenticationCore(options => options.DefaultScheme = SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(SchemeName, null);
        var authorization = services.AddAuthorizationBuilder();

        // Where there is no route the answer is a 404 or 405, and the pages of Swagger UI are none either.
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
            .Build());
        foreach (var role in Enum.GetValues<Role>())
        {
            authorization.AddPolicy(PolicyFor(role), policy => policy.RequireAssertion(context =>
                context.Resource is HttpContext http && (Visitor.Of(http) is not null || (http.Features.Get<ApiKey>() is { } key && key.Role >= role))));
        }

        return services;
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Where anybody may come in, a key says nothing, and must not make whoever watches over the service wait for the database.
        var (sent, differ) = SentKey();
        if (sent is null && reading.ClaimReviews && PublicWhereSet.Marks(Context.GetEndpoint()))
        {
            Context.Features.Set(new Visitor(Context.Connection.RemoteIpAddress));
        }

        if (sent is null || Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return AuthenticateResult.NoResult();
        }

        if (differ)
        {
            return AuthenticateResult.Fail("Two different keys were sent.");
        }

        var login = await gate.OpenAsync(sent, Context.Connection.RemoteIpAddress, Context.RequestAborted);
        if (login.Key is not { } key)
        {
            Context.Features.Set(login.Refusal);
            return AuthenticateResult.Fail("The key is unknown, expired or revoked.");
        }

        Context.Features.Set(key);
        Context.Features.Set(new PresentedKey(sent));
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, key.Prefix)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = Context.Features.Get<LoginRefusal>();
        refusal?.Tell(Response.Headers);
        if (refusal is { WasTried: false })
        {
            return refusals.AnswerAsync(Context, LoginRefusal.PolicyName, refusal.Address, refusal.SecondsToWait, refusal.Detail);
        }

        var detail = SentKey() switch
        {
            (null, _) when ApiPaths.IsFactCheckTools(Request.Path) => "Send a key as `?key=cck_...`, `Authorization: Bearer cck_...` or `X-Api-Key: cck_...`.",
            (null, _) => "Send a key as `Authorization: Bearer cck_...` or `X-Api-Key: cck_...`.",
            (_, true) => "Two different keys were sent: send one, in one place.",
            (_, false) => "The key that was sent is unknown, expired or revoked.",
        };
        return Problems.Of(ProblemType.Unauthenticated, detail).WithHeader("WWW-Authenticate", Challenge).ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var operation = Context.GetEndpoint()?.Metadata.OfType<Operation>().LastOrDefault();
        var needed = operation is { } known and not 0 && OperationRoles.LeastFor(known) is { } role ? Words<Role>.Of(role) : "no";
        var has = Context.Features.Get<ApiKey>() is { } key ? Words<Role>.Of(key.Role) : "none";
        return Problems.Of(ProblemType.Forbidden, $"{operation} needs the role {needed}; this key has the role {has}.").ExecuteAsync(Context);
    }

    /// <summary>The key that was sent, if one was, and whether the places where one may stand hold different ones.</summary>
    private (string? Key, bool Differ) SentKey()
    {
        var authorization = Request.Headers.Authorization.ToString();
        var bearer = authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? authorization[BearerPrefix.Length..].Trim() : null;
        var header = Request.Headers.TryGetValue("X-Api-Key", out var value) ? value.ToString() : null;
        var inQuery = Context.Features.Get<QueryKeys>()?.Texts ?? [];
        var sent = bearer ?? header ?? (inQuery is [{ } first, ..] ? first : null);
        return (sent, (header is not null && header != sent) || inQuery.Any(key => key != sent));
    }
}

/// <summary>The key as it was sent with a request, once it has let its caller in.</summary>
/// <param name="Text">All of it.</param>
internal sealed record PresentedKey(string Text);
