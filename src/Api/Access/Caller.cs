using System.Diagnostics;
using System.Reflection;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Access;

/// <summary>Who makes this request: a handler takes one to sign what it writes.</summary>
public sealed class Caller : IBindableFromHttpContext<Caller>
{
    private Caller(Authorship authorship) => Authorship = authorship;

    /// <summary>The signature of every write of this request: all carry the same time.</summary>
    public Authorship Authorship { get; }

    /// <summary>When the request is being handled.</summary>
    public DateTimeOffset Now => Authorship.At;

    static ValueTask<Caller?> IBindableFromHttpContext<Caller>.BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var key = context.Features.Get<ApiKey>()!;
        var now = context.RequestServices.GetRequiredService<TimeProvider>().Now();
        return ValueTask.FromResult<Caller?>(
            new(new Authorship(key.Id, key.Name, key.Role, now, Activity.Current?.TraceId.ToHexString())));
    }
}
