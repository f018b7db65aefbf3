using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaimCheck.Api.Http;

/// <summary>Gives a problem as body to the refusals that Kestrel writes by itself when a request breaks the rules of HTTP/1.1.</summary>
public static class KestrelRefusals
{
    /// <summary>Adds the bodies to every endpoint that is configured after this.</summary>
    public static void ExplainRefusals(this KestrelServerOptions kestrel)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        kestrel.ConfigureEndpointDefaults(ExplainRefusals);
    }

    /// <summary>Adds the bodies to one endpoint; with TLS, after <c>UseHttps</c>.</summary>
    public static void ExplainRefusals(this ListenOptions endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        endpoint.Use(next => connection =>
        {
            connection.Transport = new Transport(
                connection.Transport.Input,
                new RefusalWriter(connection.Transport.Output, connection.ConnectionId));
            return next(connection);
        });
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
