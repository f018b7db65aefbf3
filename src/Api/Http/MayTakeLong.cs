namespace ClaimCheck.Api.Http;

/// <summary>Marks an endpoint whose body or answer is as long as its caller makes it: the deadline of requests is not for it.</summary>
internal sealed class MayTakeLong
{
    public static MayTakeLong Mark { get; } = new();
}

internal static class MayTakeLongEndpoints
{
    /// <summary>Lifts the deadline from an endpoint, which has to end by itself when its caller goes away.</summary>
    public static RouteHandlerBuilder MayTakeLong(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(Http.MayTakeLong.Mark);
}
