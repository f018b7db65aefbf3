namespace ClaimCheck.Api.Access;

/// <summary>What may be read without a key.</summary>
/// <param name="ClaimReviews"><c>Public__ClaimReviews</c>: whether published reviews may be.</param>
public sealed record PublicReading(bool ClaimReviews);

/// <summary>Marks the endpoints that anybody may read where <see cref="PublicReading.ClaimReviews"/> says so. A key that is sent all the same must work.</summary>
internal sealed class PublicWhereSet
{
    private PublicWhereSet()
    {
    }

    public static PublicWhereSet Mark { get; } = new();

    /// <summary>Whether an endpoint is marked.</summary>
    public static bool Marks(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<PublicWhereSet>() is not null;
}

/// <summary>Opens endpoints.</summary>
internal static class PublicEndpoints
{
    /// <summary>Lets in who sends no key as well, where the settings say so.</summary>
    public static RouteHandlerBuilder OrAnybodyWhereSet(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(PublicWhereSet.Mark);
}
