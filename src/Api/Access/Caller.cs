using System.Diagnostics;
using System.Reflection;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.Features;

namespace ClaimCheck.Api.Access;

/// <summary>Who makes this request: a handler takes one to sign what it writes.</summary>
public sealed class Caller : IBindableFromHttpContext<Caller>
{
    private Caller(ApiKey key, Authorship authorship)
    {
        Key = key;
        Authorship = authorship;
    }

    /// <summary>The key that was sent.</summary>
    public ApiKey Key { get; }

    /// <summary>The signature of every write of this request: all carry the same time.</summary>
    public Authorship Authorship { get; }

    /// <summary>When the request is being handled.</summary>
    public DateTimeOffset Now => Authorship.At;

    /// <summary>The one caller of a request, whoever asks.</summary>
    internal static Caller Of(HttpContext context)
    {
        if (context.Features.Get<Caller>() is { } known)
        {
            return known;
        }

        var key = context.Features.GetRequiredFeature<ApiKey>();
        var now = context.RequestServices.GetRequiredService<TimeProvider>().Now();
        var caller = new Caller(key, new Authorship(key.Id, key.Name, key.Role, now, Activity.Current?.TraceId.ToHexString()));
        context.Features.Set(caller);
        return caller;
    }

    static ValueTask<Caller?> IBindableFromHttpContext<Caller>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Caller?>(Of(context));
}
