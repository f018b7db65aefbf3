using ClaimCheck.Api.Access;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.OriginJudgements;

internal static class OriginJudgementsApi
{
    public static readonly ApiTag Tag = new(
        "Origins",
        "What reviewers say of two origins: of two claims, or of two sources that are not named. `same` makes one origin of two and never raises a count. `different` lifts what was only inferred (a probable copy, one description behind one relay) and never lowers a count; what was recorded, such as a source in common, stays. `undetermined` takes an earlier judgement back: what was inferred holds again.");

    private const string IdMeaning = "The judgement's id.";

    private static readonly string Example =
        SampleStory.IdOf("origin_judgement", "sources in Tehran | security sources in Iran").ToString();

    public static void MapOriginJudgements(this RouteGroupBuilder api)
    {
        var judgements = api.MapGroup("/origin-judgements").WithTags(Tag.Name);

        judgements.MapGet("/", ListOriginJudgements.Handle).Is(Operation.ListOriginJudgements)
            .WithSummary("List judgements on origins")
            .WithDescription("Newest first. Filters add up; `standing=true` leaves out what a later judgement has replaced.")
            .ProducesProblems(ProblemType.UnknownReference);

        judgements.MapPost("/", JudgeOrigins.Handle).Is(Operation.JudgeOrigins)
            .WithSummary("Judge whether two origins are the same")
            .WithDescription("Of two claims, or of two sources that are not named, each with the named source behind which it stands: the nearest one before it in an attribution, which may be a claim's own. It makes no difference which comes first. A new judgement on the same two replaces the one that stands and overwrites nothing; counts follow at once.")
            .ProducesProblems(ProblemType.Gone, ProblemType.SameOrigin, ProblemType.UnknownReference);

        judgements.MapGet("/{id:uuid}", GetOriginJudgement.Handle).Is(Operation.GetOriginJudgement)
            .WithSummary("Read a judgement on origins")
            .WithDescription("`supersededAt` is null while it stands.")
            .WithExample("id", Example, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        judgements.MapGet("/{id:uuid}/history", GetHistory.OfOriginJudgement).Is(Operation.GetOriginJudgementHistory)
            .WithSummary("Read the history of a judgement on origins")
            .WithDescription("Newest first: when it was made and, if so, when a later one replaced it, or a takedown emptied it.")
            .WithExample("id", Example, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);
    }
}
