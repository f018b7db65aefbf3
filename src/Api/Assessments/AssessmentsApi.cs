using ClaimCheck.Api.Access;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Assessments;

internal static class AssessmentsApi
{
    public static readonly ApiTag Tag = new(
        "Assessments", "Verdicts on claims in your newsroom's own words, from the draft over the editors' review to publication, with every correction on record.");

    private const string IdMeaning = "The assessment's id.";

    public static void MapAssessments(this RouteGroupBuilder api)
    {
        api.MapPost("/claims/{id:uuid}/assessments", CreateAssessment.Handle).Is(Operation.CreateAssessment).WithTags(Tag.Name)
            .WithSummary("Draft an assessment of a claim")
            .WithDescription("Give your verdict in your own words, with a rating scale of yours or with `normalized`, which says what it comes to. Credibility 1 says that other independent sources confirm the claim: it is refused while fewer than 2 independent origins stand behind it, and the refusal says how many are missing. A claim that was retracted or superseded can be assessed too.")
            .WithExample("id", SampleStory.IdOf("claim", "o1-4").ToString(), "The claim's id.")
            .ProducesProblems(
                ProblemType.NotFound, ProblemType.Gone, ProblemType.UnknownReference, ProblemType.Unprocessable, ProblemType.NotCorroborated);

        var assessments = api.MapGroup("/assessments").WithTags(Tag.Name);

        assessments.MapGet("/", ListAssessments.Handle).Is(Operation.ListAssessments)
            .WithSummary("List assessments")
            .WithDescription("Newest first. `state=in_review` is the editors' queue, `needsReview=true` what has to be looked at again.");

        assessments.MapGet("/{id:uuid}", GetAssessment.Handle).Is(Operation.GetAssessment)
            .WithSummary("Read an assessment")
            .WithDescription("With what was corrected since it was published, and why.")
            .WithExample("id", Example("o1-1"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone);

        assessments.MapPatch("/{id:uuid}", ChangeAssessment.Handle).Is(Operation.ChangeAssessment)
            .WithSummary("Change or correct an assessment")
            .WithDescription("A JSON Merge Patch: send what changes, null to remove. A draft, or one that is in review, is simply changed. A published one is corrected, which takes an editor and a `note`: the new version names what changed. An editor's `note` is also the second look that an assessment may need, even if nothing else is sent. Every version is kept.")
            .WithExample("id", Example("dj-3"), IdMeaning)
            .ProducesProblems(
                ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict, ProblemType.UnknownReference, ProblemType.Unprocessable,
                ProblemType.NotCorroborated);

        assessments.MapPost("/{id:uuid}/submit", SubmitAssessment.Handle).Is(Operation.SubmitAssessment)
            .WithSummary("Hand a draft to the editors")
            .WithDescription("The draft is then in review.")
            .WithExample("id", Example("dj-3"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict);

        assessments.MapPost("/{id:uuid}/return", ReturnAssessment.Handle).Is(Operation.ReturnAssessment)
            .WithSummary("Hand an assessment back")
            .WithDescription("It is a draft again, and the note on record says what is to be done.")
            .WithExample("id", Example("dj-2"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict);

        assessments.MapPost("/{id:uuid}/publish", PublishAssessment.Handle).Is(Operation.PublishAssessment)
            .WithSummary("Publish an assessment")
            .WithDescription("From a draft or from review. It needs a `reviewUrl`, must not need a second look, and with credibility 1 needs 2 independent origins at this moment. `publishedAt` is now, unless it was set.")
            .WithExample("id", Example("dj-2"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict, ProblemType.NotCorroborated);

        assessments.MapPost("/{id:uuid}/retract", RetractAssessment.Handle).Is(Operation.RetractAssessment)
            .WithSummary("Take an assessment back")
            .WithDescription("For good: the record stays and says why. To change a verdict that stands, correct it instead.")
            .WithExample("id", Example("dj-2"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict);

        assessments.MapGet("/{id:uuid}/history", GetHistory.OfAssessment).Is(Operation.GetAssessmentHistory)
            .WithSummary("Read an assessment's history")
            .WithDescription("Every version, newest first: who made it, when, how the assessment looked before and after, and why.")
            .WithExample("id", Example("o1-1"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound);
    }

    private static string Example(string claim) => SampleStory.IdOf("assessment", claim).ToString();
}
