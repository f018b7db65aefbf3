using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Limits;

/// <summary>Lets each key do what its allowance has units for, and says in every answer to it what is left.</summary>
internal sealed class KeyLimit(RequestDelegate next, KeyAllowances allowances, Refusals refusals, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ApiKey>() is not { } key)
        {
            return next(context);
        }

        var cost = context.GetEndpoint()?.Metadata.GetMetadata<OperationCost>() ?? OperationCost.OfNone;
        var isSearch = cost.IsSearch(context.Request);
        var units = isSearch ? cost.UnitsOfSearch!.Value : cost.Units;
        var allowance = allowances.Take(key.Id, units);
        context.Response.Headers[RateLimitHeaders.Policy] = allowances.Policy;
        Tell(context, allowance);
        if (!allowance.IsGranted)
        {
            return RefuseAsync(context, key, allowance);
        }

        return isSearch ? SearchAsync(context, key, units) : ServeAsync(context, key, units);
    }

    private static void Tell(HttpContext context, Allowance allowance) =>
        context.Response.Headers.SetLimit(KeyAllowances.PolicyName, allowance.Left, allowance.WholeIn);

    private async Task ServeAsync(HttpContext context, ApiKey key, int units)
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status304NotModified)
        {
            Correct(context, key, -units);
        }
    }

    private async Task SearchAsync(HttpContext context, ApiKey key, int units)
    {
        var begun = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var took = (long)clock.GetElapsedTime(begun).TotalMilliseconds;
            Correct(context, key, context.Response.StatusCode == StatusCodes.Status304NotModified ? -units : Math.Max(0, took - units));
        }
    }

    private void Correct(HttpContext context, ApiKey key, long units)
    {
        var allowance = allowances.Correct(key.Id, units);
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
