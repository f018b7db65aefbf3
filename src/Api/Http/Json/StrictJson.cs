using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;

namespace ClaimCheck.Api.Http;

/// <summary>Turns JSON into a request, or says everything that is wrong with it.</summary>
internal static class StrictJson
{
    internal static ProblemAnswer? Read<T>(JsonElement element, IValidator<T>? validator, out T? value)
        where T : class
    {
        value = null;
        var errors = new Errors();
        Shape.Check<T>(element, JsonPath.Root, errors);
        if (!errors.IsEmpty)
        {
            return errors.As(ProblemType.InvalidRequest);
        }

        try
        {
            value = element.Deserialize<T>(WireJson.Options)!;
        }
        catch (JsonException exception)
        {
            errors.Add(exception.Path ?? JsonPath.Root, "is not what is wanted here");
            return errors.As(ProblemType.InvalidRequest);
        }

        return validator?.Validate(value) is { IsValid: false } verdict ? Refuse(verdict.Errors) : null;
    }

    private static ProblemAnswer Refuse(List<ValidationFailure> failures)
    {
        var errors = new Errors();
        foreach (var failure in failures)
        {
            errors.Add(JsonPath.OfProperty(failure.PropertyName), failure.ErrorMessage);
        }

        return errors.As(MeaningOf(failures));
    }

    /// <summary>The type that all failures ask for by their error code; one that asks for none makes it a matter of shape.</summary>
    private static ProblemType MeaningOf(List<ValidationFailure> failures)
    {
        var codes = failures.Select(failure => failure.ErrorCode).Distinct(StringComparer.Ordinal).ToArray();
        return codes is [{ } code] ? ProblemType.WithSlug(code) ?? ProblemType.InvalidRequest : ProblemType.InvalidRequest;
    }
}
