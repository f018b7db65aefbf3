using System.Reflection;
using FluentValidation;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>A JSON request body, read strictly and validated: by the time a handler runs, <see cref="Value"/> is sound.</summary>
/// <typeparam name="T">The request. Positional members are required unless they have a default.</typeparam>
public sealed class Body<T> : IRefusable, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly T? _value;

    private Body(ProblemAnswer? refusal, T? value)
    {
        Refusal = refusal;
        _value = value;
    }

    /// <summary>The request.</summary>
    public T Value => _value ?? throw RefuseBadRequests.Missing();

    /// <inheritdoc/>
    public ProblemAnswer? Refusal { get; }

    static async ValueTask<Body<T>?> IBindableFromHttpContext<Body<T>>.BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (refusal, element) = await BodyBytes.ReadJsonAsync(context.Request, BodyMetadata.Json);
        if (refusal is not null)
        {
            return new(refusal, null);
        }

        refusal = StrictJson.Read(element, context.RequestServices.GetService<IValidator<T>>(), out var value);
        return new(refusal, refusal is null ? value : null);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        BodyMetadata.AddTo(builder, typeof(T), BodyMetadata.Json, isPatch: false);
}

/// <summary>What body an endpoint takes.</summary>
/// <param name="Type">The request type.</param>
/// <param name="MediaTypes">The media types it may be sent as; the first is the one to use.</param>
/// <param name="IsPatch">Whether it is merged into what is stored, so that every member may be left out.</param>
public sealed record BodyMetadata(Type Type, IReadOnlyList<string> MediaTypes, bool IsPatch)
{
    internal static readonly string[] Json = ["application/json"];
    internal static readonly string[] MergePatch = ["application/merge-patch+json", "application/json"];

    internal static void AddTo(EndpointBuilder builder, Type type, IReadOnlyList<string> mediaTypes, bool isPatch)
    {
        builder.Metadata.Add(new BodyMetadata(type, mediaTypes, isPatch));
        builder.Metadata.Add(new ProblemMetadata(
            [ProblemType.InvalidRequest, ProblemType.RequestTimeout, ProblemType.TooLarge, ProblemType.UnsupportedMediaType, ProblemType.TextRefused]));
    }
}
