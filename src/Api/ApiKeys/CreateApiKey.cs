using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.ApiKeys;

/// <summary>A new key.</summary>
/// <param name="Name">Whose it is or what it is for; histories show it.</param>
/// <param name="Role">Each role may do all that the ones before it may: reader, contributor, editor, admin.</param>
/// <param name="ExpiresAt">From when on it no longer works; never where it is left out.</param>
public sealed record CreateApiKeyRequest(
    [property: MaxLength(CreateApiKeyRequest.NameLength)] string Name,
    Role Role,
    DateTimeOffset? ExpiresAt = null) : IExample<CreateApiKeyRequest>
{
    internal const int NameLength = 200;

    /// <inheritdoc/>
    public static CreateApiKeyRequest Example { get; } = new("Night desk CMS", Role.Contributor);
}

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKeyRequest>
{
    public CreateApiKeyValidator(TimeProvider clock)
    {
        RuleFor(key => key.Name).IsPlainText(CreateApiKeyRequest.NameLength);
        RuleFor(key => key.ExpiresAt).Must(at => at is not { } known || known > clock.GetUtcNow())
            .WithMessage("must lie in the future");
    }
}

internal static class CreateApiKey
{
    public static Task<IdempotentAnswer<NewApiKey>> Handle(
        Body<CreateApiKeyRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        return idempotency.AnswerSecretlyAsync<(ApiKey Key, ApiKeyToken Token), NewApiKey>(
            receipt => data.ApiKeyStore.AddAsync(
                NewId.At(caller.Now), request.Name, request.Role, request.ExpiresAt?.ToStoredPrecision(), caller.Authorship, cancellation, receipt),
            made => new NewApiKey(ApiKeyResponse.Of(made.Key, made.Token), made.Key.Version),
            cancellation);
    }
}
