using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Changes;

/// <summary>What changes of the sample story would look like, one of each type.</summary>
internal static class ChangeExamples
{
    private static readonly Guid Claim = SampleStory.IdOf("claim", "o1-1");
    private static readonly Guid Other = SampleStory.IdOf("claim", "o1-3");
    private static readonly Guid Outlet = SampleStory.IdOf("source", "outlet-001");

    public static ChangeData DataOf(ChangeType type) => type switch
    {
        ChangeType.ClaimCreated => OfClaim(1, "created"),
        ChangeType.ClaimUpdated => OfClaim(2, "changed"),
        ChangeType.ClaimRetracted => OfClaim(3, "retracted"),
        ChangeType.ClaimTakenDown => OfClaim(4, "taken_down"),
        ChangeType.LinkSuggested => OfLink(1, "proposed"),
        ChangeType.LinkConfirmed => OfLink(2, "confirmed"),
        ChangeType.LinkRejected => OfLink(3, "rejected"),
        ChangeType.LinkRetracted => OfLink(4, "retracted"),
        ChangeType.AssessmentPublished => OfAssessment(3, "published"),
        ChangeType.AssessmentCorrected => OfAssessment(4, "corrected"),
        ChangeType.AssessmentRetracted => OfAssessment(5, "retracted"),
        ChangeType.EvidenceChanged => new(
            Claim: Claim, ETag: ETags.Strong(1),
            Before: new EvidenceNumbers(1, 1, false, EvidenceStatus.SingleOrigin),
            After: new EvidenceNumbers(1, 2, true, EvidenceStatus.IndependenceNotEstablished)),
        ChangeType.SourceRated => new(Source: Outlet, ETag: ETags.Strong(2), Grade: ReliabilityGrade.C, ValidFrom: new DateOnly(2014, 9, 1)),
        ChangeType.ImportFinished => new(
            Import: SampleImport.Id, State: ImportState.Completed, Mode: ImportMode.Upsert, Rows: 2, Counts: new ImportCountsResponse(0, 0, 1, 0, 1)),
        ChangeType.WebhookDisabled => new(
            Webhook: SampleWebhook.Id, ETag: ETags.Strong(2), Reason: "gone"),
    };

    private static ChangeData OfClaim(int version, string action) =>
        new(Claim: Claim, Source: Outlet, ETag: ETags.Strong(version), Action: action);

    private static ChangeData OfLink(int version, string action) => new(
        Link: SampleStory.IdOf("link", "example"), From: Claim, To: Other, Relation: LinkRelation.Corroborates, ETag: ETags.Strong(version),
        Action: action);

    private static ChangeData OfAssessment(int version, string action) => new(
        Assessment: SampleStory.IdOf("assessment", "example"), Claim: Claim, ETag: ETags.Strong(version), Action: action);
}
