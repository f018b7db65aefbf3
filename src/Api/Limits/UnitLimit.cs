using System.Globalization;

namespace ClaimCheck.Api.Limits;

/// <summary>Lets each of many do what its allowance has units for, and says in every answer to it what is left.</summary>
/// <typeparam name="TWho">By what they are known.</typeparam>
/// <param name="allowances">Their allowances.</param>
/// <param name="unchanged">As many 304s are free as such an allowance would hold: they cost nothing, but it is not for nothing that it is known.</param>
/// <param name="subject">What one of them is called in a refusal.</param>
/// <param name="refusals">Answers those who are over the limit.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class UnitLimit<TWho>(
    Allowances<TWho> allowances, Allowances<TWho> unchanged, string subject, Refusals refusals, TimeProvider clock)
    where TWho : notnull
{
    // A call that a service just started, or a database that hung, has made slow must not lock its caller out.
    private const double MostOfOneCall = 0.5;

    /// <summary>Serves a request, if there are units for it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">What serves it.</param>
    /// <param name="who">Whose it is.</param>
    /// <param name="name">Who that is, for the log.</param>
    public Task ServeAsync(HttpContext context, RequestDelegate next, TWho who, string name)
    {
        var cost = context.GetEndpoint()?.Metadata.GetMetadata<OperationCost>() ?? OperationCost.OfNone;
        var units = cost.UnitsOf(context.Request);
        var allowance = allowances.Take(who, units);
        context.Response.Headers[RateLimitHeaders.Policy] = allowances.Policy;
        Tell(context, allowance);
        if (!allowance.IsGranted)
        {
            return RefuseAsync(context, name, allowance);
        }

        return cost.IsTimed(context.Request) ? ServeTimedAsync(context, next, who, units) : ServeAsync(context, next, who, units);
    }

    private void Tell(HttpContext context, Allowance allowance) =>
        context.Response.Headers.SetLimit(allowances.PolicyName, allowance.Left, allowance.IsGranted ? allowance.WholeIn : allowance.EnoughIn);

    private async Task ServeAsync(HttpContext context, RequestDelegate next, TWho who, int units)
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status304NotModified)
        {
            Settle(context, who, units, units);
        }
    }

    private async Task ServeTimedAsync(HttpContext context, RequestDelegate next, TWho who, int units)
    {
        var begun = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var most = Math.Max(units, (int)(allowances.Most * MostOfOneCall));
            Settle(context, who, units, Math.Min(OperationCost.OfTimed(units, clock.GetElapsedTime(begun)), most));
        }
    }

    /// <summary>Sets right what was taken at first, now that it is known what the request came to.</summary>
    private void Settle(HttpContext context, TWho who, int taken, int cost)
    {
        var isFree = context.Response.StatusCode == StatusCodes.Status304NotModified && unchanged.Take(who, cost).IsGranted;
        var due = isFree ? 0 : cost;
        if (due == taken)
        {
            return;
        }

        var allowance = allowances.Correct(who, due - taken);
        if (!context.Response.HasStarted)
        {
            Tell(context, allowance);
        }
    }

    private Task RefuseAsync(HttpContext context, string name, Allowance allowance) => refusals.AnswerAsync(
        context, allowances.PolicyName, name, allowance.EnoughIn, string.Create(
            CultureInfo.InvariantCulture,
            $"This {subject} has used up its allowance of {allowances.Most} units, of which it gets {allowances.UnitsPerSecond} a second. Repeat after {allowance.EnoughIn} s."));
}
