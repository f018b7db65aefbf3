using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Changes;

internal static class ChangesApi
{
    public static readonly ApiTag Tag = new(
        "Changes", "What has changed since you last looked: every change once, in an order in which none can be missed, whoever writes at the same time.");

    public static void MapChanges(this RouteGroupBuilder api) =>
        api.MapGroup("/changes").WithTags(Tag.Name).MapGet("/", ListChanges.Handle).Is(Operation.ListChanges)
            .WithSummary("Read what has changed")
            .WithDescription("Begin with `since=now` or `since=beginning`, keep `nextCursor` together with what you made of the changes, and go on from there: nothing is told twice or left out, however many write at once. Changes carry ids and entity tags, not texts; what each type says is shown under `webhooks` in this document, whose messages have the same form. A cursor whose changes are no longer kept is refused with 410 `cursor-expired`: take one with `since=now`, read what you keep anew, and go on from it. With `wait` the answer waits for something to tell; with `Accept: text/event-stream` changes come as server-sent events. A transaction that takes long, such as an import that stores all or nothing, holds up what was committed meanwhile until it has ended.")
            .ProducesProblems(ProblemType.InvalidQuery, ProblemType.InvalidCursor, ProblemType.UnknownReference, ProblemType.CursorExpired, ProblemType.NotAcceptable)
            .WithMetadata(VaryOn(StatusCodes.Status200OK), VaryOn(StatusCodes.Status304NotModified))
            .MayTakeLong();

    private static ResponseHeaderMetadata VaryOn(int status) =>
        new(status, HeaderNames.Vary, "Names `Accept`: that header decides the form.", HeaderNames.Accept);
}
