using System.Reflection;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Telemetry;
using ClaimCheck.Data;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Npgsql;

namespace ClaimCheck.Api.Http;

/// <summary>
/// What <c>Idempotency-Key</c> asks of a POST (draft-ietf-httpapi-idempotency-key-header): the same request again gets the
/// same answer, and nothing is done twice. Without the header a request is simply done.
/// </summary>
public sealed class Idempotency : IBindableFromHttpContext<Idempotency>, IEndpointParameterMetadataProvider
{
    private readonly HttpContext _context;
    private readonly DataServices _data;
    private readonly AnswerRecorder _recorder;

    private Idempotency(HttpContext context)
    {
        _context = context;
        _data = context.RequestServices.GetRequiredService<DataServices>();
        _recorder = context.RequestServices.GetRequiredService<AnswerRecorder>();
    }

    /// <summary>Does a write, unless it was done before, and answers.</summary>
    /// <param name="write">The write. It hands the receipt on to the store, which keeps the answer with what it writes.</param>
    /// <param name="answer">What is answered to what became of it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <typeparam name="T">What the store returns.</typeparam>
    /// <typeparam name="TAnswer">What is answered with.</typeparam>
    public Task<IdempotentAnswer<TAnswer>> AnswerAsync<T, TAnswer>(
        Func<Receipt<T>?, Task<T>> write, Func<T, TAnswer> answer, CancellationToken cancellation)
        where TAnswer : IResult, IEndpointMetadataProvider =>
        AnswerAsync(write, answer, isSecret: false, cancellation);

    /// <summary>The same for an answer that shows a secret, which is kept encrypted.</summary>
    /// <inheritdoc cref="AnswerAsync{T, TAnswer}(Func{Receipt{T}, Task{T}}, Func{T, TAnswer}, CancellationToken)"/>
    public Task<IdempotentAnswer<TAnswer>> AnswerSecretlyAsync<T, TAnswer>(
        Func<Receipt<T>?, Task<T>> write, Func<T, TAnswer> answer, CancellationToken cancellation)
        where TAnswer : IResult, IEndpointMetadataProvider =>
        AnswerAsync(write, answer, isSecret: true, cancellation);

    static ValueTask<Idempotency?> IBindableFromHttpContext<Idempotency>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Idempotency?>(new(context));

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new RequestHeaderMetadata(
            RequestHeaderRules.IdempotencyKey,
            "A name of your own for this request, such as a UUID. Sent again within 24 hours, the same request gets the same answer and nothing is done twice.",
            null,
            IsRequired: false,
            "^[!-~]+$",
            RequestHeaderRules.LongestKey));
        builder.Metadata.Add(new ProblemMetadata([ProblemType.IdempotencyKeyInUse, ProblemType.IdempotencyKeyReused]));
        foreach (var status in new[] { StatusCodes.Status200OK, StatusCodes.Status201Created })
        {
            builder.Metadata.Add(new ResponseHeaderMetadata(
                status, KeptAnswerResult.Replayed, "`true` where the answer is that to an earlier sending of the same request.", "true", MayLack: true));
        }
    }

    /// <summary>
    /// Refusals of meaning are kept as answers are: the same request again must not be refused first and done later. Those of shape
    /// and of preconditions are not, nor is what the service could not do.
    /// </summary>
    private static bool IsKept(int status) => status is
        StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status410Gone or StatusCodes.Status422UnprocessableEntity;

    private async Task<IdempotentAnswer<TAnswer>> AnswerAsync<T, TAnswer>(
        Func<Receipt<T>?, Task<T>> write, Func<T, TAnswer> answer, bool isSecret, CancellationToken cancellation)
        where TAnswer : IResult, IEndpointMetadataProvider
    {
        if (RequestFingerprint.Of(_context) is not { Hash: var fingerprint })
        {
            return new(answer(await write(null)));
        }

        // A write goes on where its caller has gone, and the context is another request's by then: all that is needed of it is taken now.
        var caller = Caller.Of(_context);
        var request = new IdempotentRequest(
            caller.Key.Id, _context.Request.Headers[RequestHeaderRules.IdempotencyKey].ToString(), fingerprint, caller.Now);
        var recorded = RecordedRequest.Of(_context);
        var secret = isSecret ? Token : null;
        try
        {
            KeptAnswer? clear = null;
            var receipt = new Receipt<T>(request, async result =>
            {
                clear = await _recorder.RecordAsync(answer(result), recorded);
                return secret is null ? clear : clear with { Body = SealedBody.Seal(clear.Body!, secret) };
            });
            var result = await write(receipt);
            if (receipt.Kept is not null)
            {
                return new(new KeptAnswerResult(clear!, isReplay: false));
            }

            var refusal = await _recorder.RecordAsync(answer(result), recorded);
            if (IsKept(refusal.Status))
            {
                await _data.IdempotencyStore.KeepAsync(request, refusal, cancellation);
            }

            return new(new KeptAnswerResult(refusal, isReplay: false));
        }
        catch (PostgresException e) when (IdempotencyStore.Recognise(e) is not null)
        {
            return new(await RepeatAsync(request, secret, cancellation));
        }
    }

    private async Task<IResult> RepeatAsync(IdempotentRequest request, ApiKeyToken? secret, CancellationToken cancellation)
    {
        switch (await _data.IdempotencyStore.FindAsync(request, cancellation))
        {
            case null:
                return Problems.Of(ProblemType.IdempotencyKeyInUse, "The same request is being worked on. Repeat it in a second for its answer.");
            case { IsToSameRequest: false }:
                return Problems.Of(
                    ProblemType.IdempotencyKeyReused,
                    "This Idempotency-Key was sent with another request before: with another method, address or body. Use a new key for every new request.");
            case { Answer: var kept }:
                _context.RequestServices.GetRequiredService<ApiMeters>().Replayed();
                return new KeptAnswerResult(
                    secret is not null && kept is { Body: { } body, Status: < StatusCodes.Status300MultipleChoices } ? kept with { Body = SealedBody.Open(body, secret) } : kept,
                    isReplay: true);
        }
    }

    private ApiKeyToken Token => ApiKeyToken.Parse(_context.Features.GetRequiredFeature<PresentedKey>().Text)!;
}
