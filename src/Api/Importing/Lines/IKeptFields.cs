using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>What an export says of every record besides its contents.</summary>
internal interface IKeptFields
{
    /// <summary>Its id.</summary>
    Guid? Id { get; }

    /// <summary>Its version.</summary>
    int? Version { get; }

    /// <summary>When it was recorded.</summary>
    DateTimeOffset? CreatedAt { get; }

    /// <summary>When it last changed.</summary>
    DateTimeOffset? UpdatedAt { get; }
}

/// <summary>The rules for it, which every line adds to those of its contents.</summary>
internal static class KeptFields
{
    public static void HasKept<T>(this AbstractValidator<T> validator, TimeProvider clock)
        where T : IKeptFields
    {
        validator.RuleFor(line => line.Id).IsSomeId();
        validator.RuleFor(line => line.Version).GreaterThanOrEqualTo(1).WithMessage("must be at least 1");
        validator.RuleFor(line => line.CreatedAt).IsNotInTheFuture(clock);
        validator.RuleFor(line => line.UpdatedAt).IsNotInTheFuture(clock)
            .Must((line, at) => !(at < line.CreatedAt)).WithMessage("must not lie before createdAt");
    }

    public static IRuleBuilderOptions<T, Guid?> IsSomeId<T>(this IRuleBuilder<T, Guid?> rule) => rule
        .Must(id => id != Guid.Empty).WithMessage("must not be the id of nothing: leave it out");

    public static IRuleBuilderOptions<T, Guid> IsSomeId<T>(this IRuleBuilder<T, Guid> rule) => rule
        .Must(id => id != Guid.Empty).WithMessage("must not be the id of nothing");

    public static Bookkeeping ToKept(this IKeptFields line) =>
        new(line.Id, line.Version, line.CreatedAt?.ToStoredPrecision(), line.UpdatedAt?.ToStoredPrecision());
}
