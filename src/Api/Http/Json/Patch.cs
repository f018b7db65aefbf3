using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>Marks the editable representation of a resource, so that the OpenAPI document requires none of its members.</summary>
[SuppressMessage("Design", "CA1040", Justification = "A constraint on Patch<T>, which an attribute could not be.")]
public interface IMergePatchBody;

/// <summary>A JSON Merge Patch (RFC 7396) of a resource's editable representation.</summary>
/// <typeparam name="T">The editable representation.</typeparam>
public sealed class Patch<T> : IRefusable, IBindableFromHttpContext<Patch<T>>, IEndpointParameterMetadataProvider
    where T : class, IMergePatchBody
{
    private readonly JsonElement _document;
    private readonly IValidator<T>? _validator;

    private Patch(ProblemAnswer? refusal, JsonElement document, IValidator<T>? validator)
    {
        Refusal = refusal;
        _document = document;
        _validator = validator;
    }

    /// <inheritdoc/>
    public ProblemAnswer? Refusal { get; }

    /// <summary>Whether the patch names this member (by its JSON name) at the top level.</summary>
    public bool Names(string member) => Document.TryGetProperty(member, out _);

    /// <summary>Whether the patch takes this member (by its JSON name) away at the top level.</summary>
    public bool Removes(string member) => Document.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>Merges the patch into <paramref name="current"/> and judges the result as a body would be.</summary>
    public bool TryApplyTo(T current, [NotNullWhen(true)] out T? merged, [NotNullWhen(false)] out ProblemAnswer? refusal)
    {
        refusal = StrictJson.Read(MergePatch.Apply(JsonSerializer.SerializeToElement(current, WireJson.Options), Document), _validator, out merged);
        if (refusal is not null)
        {
            merged = null;
            return false;
        }

        return merged is not null;
    }

    private JsonElement Document => Refusal is null ? _document : throw RefuseBadRequests.Missing();

    static async ValueTask<Patch<T>?> IBindableFromHttpContext<Patch<T>>.BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (refusal, document) = await BodyBytes.ReadJsonAsync(context.Request, BodyMetadata.MergePatch);
        if (refusal is not null)
        {
            return new(refusal, default, null);
        }

        var errors = new Errors();
        Shape.CheckPatch<T>(document, errors);
        return errors.IsEmpty
            ? new(null, document, context.RequestServices.GetService<IValidator<T>>())
            : new(errors.As(ProblemType.InvalidRequest), default, null);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        BodyMetadata.AddTo(builder, typeof(T), BodyMetadata.MergePatch, isPatch: true);
}
