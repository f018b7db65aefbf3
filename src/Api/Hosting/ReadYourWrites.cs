using System.Collections.Concurrent;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Replicas;
using ClaimCheck.Domain.Access;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Hosting;

/// <summary>
/// Lets reads go to replicas without anybody missing what he has just written: this instance remembers how far each key has
/// written, and tells it in <c>ClaimCheck-Position</c>; whoever sends that along is understood by every instance.
/// </summary>
internal sealed class ReadYourWrites(RequestDelegate next, DataServices data)
{
    private const string Header = "ClaimCheck-Position";
    private const string Example = "0/16B3748";

    private readonly ConcurrentDictionary<Guid, string> written = new();

    /// <summary>Looks after it. It must come after authentication.</summary>
    public static void Use(WebApplication app) => app.UseMiddleware<ReadYourWrites>();

    /// <summary>Declares the header on all endpoints of a group: reads take it, writes answer with it.</summary>
    public static void Declare(IEndpointConventionBuilder group) => group.Finally(endpoint =>
    {
        if (endpoint.Metadata.OfType<IHttpMethodMetadata>().Any(methods => methods.HttpMethods.Contains(HttpMethods.Get)))
        {
            endpoint.Metadata.Add(new RequestHeaderMetadata(
                Header,
                "What a write answered with. Where reads go to replicas, nothing older than that write is read.",
                Example: null,
                IsRequired: false,
                "^[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}$"));
            endpoint.Metadata.Add(new ProblemMetadata([ProblemType.InvalidHeader]));
            return;
        }

        foreach (var status in new[] { StatusCodes.Status200OK, StatusCodes.Status201Created })
        {
            endpoint.Metadata.Add(new ResponseHeaderMetadata(
                status, Header, "How far the caller has written: to be sent with reads that may go through another instance. Only where reads go to replicas.", Example, MayLack: true));
        }
    });

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ApiKey>() is not { Id: var key })
        {
            if (Visitor.Of(context) is not null)
            {
                // They have written nothing, so there is nothing that they must be shown.
                data.Database.Follow(new CallerPosition(null, mayReadReplicas: !HasVersion(context.Request)));
            }

            return next(context);
        }

        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        string? sent = isRead && context.Request.Headers[Header] is [{ } text] ? text : null;
        if (sent is not null && !LogPosition.IsOne(sent))
        {
            var errors = new Errors();
            errors.Add(Header, $"must be as it was given out, such as {Example}");
            return errors.As(ProblemType.InvalidHeader).ExecuteAsync(context);
        }

        if (data.Database.ReadsFromReplicas)
        {
            Follow(context, key, new(LogPosition.Later(sent, written.GetValueOrDefault(key)), isRead && !HasVersion(context.Request)));
        }

        return next(context);
    }

    /// <summary>
    /// Whoever has a version must not be shown an older one, and asking whether it still stands costs the primary little. A weak tag
    /// is that of a list, which would have to be read there as a whole.
    /// </summary>
    private static bool HasVersion(HttpRequest request) =>
        request.Headers.IfNoneMatch.Count > 0 && (ETags.Read(request.Headers.IfNoneMatch) is not { } tags || tags.Any(tag => !tag.IsWeak));

    private void Follow(HttpContext context, Guid key, CallerPosition position)
    {
        data.Database.Follow(position);

        // Before anything is sent: the next request may come at once.
        context.Response.OnStarting(() =>
        {
            if (position is { HasMoved: true, After: { } end })
            {
                written.AddOrUpdate(key, end, (_, before) => LogPosition.Later(before, end)!);
                context.Response.Headers[Header] = end;
            }

            return Task.CompletedTask;
        });
    }
}
