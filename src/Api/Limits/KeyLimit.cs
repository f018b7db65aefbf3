using ClaimCheck.Api.Access;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Limits;

/// <summary>Holds each key to its allowance, and each address from which somebody reads without one.</summary>
internal sealed class KeyLimit(RequestDelegate next, KeyAllowances keys, AddressAllowances addresses, Refusals refusals, TimeProvider clock)
{
    private readonly UnitLimit<Guid> ofKeys = new(keys, new KeyAllowances(keys.UnitsPerSecond, clock), "key", refusals, clock);

    private readonly UnitLimit<AddressBlock> ofAddresses =
        new(addresses, new AddressAllowances(keys.UnitsPerSecond, clock), "address", refusals, clock);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ApiKey>() is { } key)
        {
            return ofKeys.ServeAsync(context, next, key.Id, key.Prefix);
        }

        return Visitor.Of(context) is { } visitor
            ? ofAddresses.ServeAsync(context, next, AddressBlock.Of(visitor.Address), visitor.Name)
            : next(context);
    }
}
