namespace ClaimCheck.Domain.Assessments;

/// <summary>What became of a write to an assessment.</summary>
public enum AssessmentOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>No such assessment.</summary>
    Missing,

    /// <summary>The claim to assess does not exist.</summary>
    ClaimMissing,

    /// <summary>The claim was taken down by order of law, and its assessments with it.</summary>
    TakenDown,

    /// <summary>The scale named does not exist.</summary>
    ScaleMissing,

    /// <summary>Without a scale the verdict must say what it comes to.</summary>
    NormalizedMissing,

    /// <summary>The words of the verdict are none of the scale's labels. The path is the scale, then its labels.</summary>
    NotOnScale,

    /// <summary>The verdict says something else than its scale. The path is the scale, the member, and what the scale says.</summary>
    ContradictsScale,

    /// <summary>
    /// The claim is said to be confirmed, but too few independent origins stand behind it. The path is the number of those that an
    /// opponent of the claim must concede; there is none where they were not counted. What stands in the way is the claim.
    /// </summary>
    NotCorroborated,

    /// <summary>It cannot be published before it says where the review can be read, nor can a published one cease to say so.</summary>
    ReviewUrlMissing,

    /// <summary>A published verdict is corrected with a note that says why.</summary>
    NoteMissing,

    /// <summary>A correction of a published verdict that changes nothing, where no second look was needed.</summary>
    NothingChanged,

    /// <summary>It cannot be published before somebody has had the second look that it needs.</summary>
    NeedsReview,

    /// <summary>Its state does not allow this.</summary>
    WrongState,

    /// <summary>It is retracted, for good.</summary>
    Final,

    /// <summary>The role of whoever writes does not reach.</summary>
    RoleTooLow,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,
}
