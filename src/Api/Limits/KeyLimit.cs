using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Limits;

/// <summary>Lets each key do what its allowance has units for, and says in every answer to it what is left.</summary>
internal sealed class KeyLimit(RequestDelegate next, KeyAllowances allowances, Refusals refusals, TimeProvider clock)
{
    // A call that a service just started, or a database that hung, has made slow must not lock its key out.
    private const double MostOfOneCall = 0.5;

    // A 304 costs nothing, but it is not for nothing that it is known: as many are free as an allowance would hold.
    private readonly KeyAllowances unchanged = new(allowances.UnitsPerSecond, clock);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ApiKey>() is not { } key)
        {
            return next(context);
        }

        var cost = context.GetEndpoint()?.Metadata.GetMetadata<OperationCost>() ?? OperationCost.OfNone;
        var units = cost.UnitsOf(context.Request);
        var allowance = allowances.Take(key.Id, units);
        context.Response.Headers[RateLimitHeaders.Policy] = allowances.Policy;
        Tell(context, allowance);
        if (!allowance.IsGranted)
        {
            return RefuseAsync(context, key, allowance);
        }

        return cost.IsTimed(context.Request) ? ServeTimedAsync(context, key, units) : ServeAsync(context, key, units);
    }

    private static void Tell(HttpContext context, Allowance allowance) =>
        context.Response.Headers.SetLimit(KeyAllowances.PolicyName, allowance.Left, allowance.IsGranted ? allowance.WholeIn : allowance.EnoughIn);

    private async Task ServeAsync(HttpContext context, ApiKey key, int units)
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status304NotModified)
        {
            Settle(context, key, units, units);
        }
    }

    private async Task ServeTimedAsync(HttpContext context, ApiKey key, int units)
    {
        var begun = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var most = Math.Max(units, (int)(allowances.Most * MostOfOneCall));
            Settle(context, key, units, Math.Min(OperationCost.OfTimed(units, clock.GetElapsedTime(begun)), most));
        }
    }

    /// <summary>Sets right what was taken at first, now that it is known what the request came to.</summary>
    private void Settle(HttpContext context, ApiKey key, int taken, int cost)
    {
        var isFree = context.Response.StatusCode == StatusCodes.Status304NotModified && unchanged.Take(key.Id, cost).IsGranted;
        var due = isFree ? 0 : cost;
        if (due == taken)
        {
            return;
        }

        var allowance = allowances.Correct(key.Id, due - taken);
        if (!context.Response.HasStarted)
        {
            Tell(context, allowance);
        }
    }

    private Task RefuseAsync(HttpContext context, ApiKey key, Allowance allowance) => refusals.AnswerAsync(
        context, KeyAllowances.PolicyName, key.Prefix, allowance.EnoughIn, string.Create(
            CultureInfo.InvariantCulture,
            $"This key has used up its allowance of {allowances.Most} units, of which it gets {allowances.UnitsPerSecond} a second. Repeat after {allowance.EnoughIn} s."));
}
