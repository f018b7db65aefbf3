using System.Globalization;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Assessments;

/// <summary>How far an assessment has come.</summary>
public enum AssessmentState
{
    /// <summary>Somebody works on it.</summary>
    Draft = 1,

    /// <summary>It waits for an editor.</summary>
    InReview,

    /// <summary>Readers may rely on it; every change is a correction.</summary>
    Published,

    /// <summary>Taken back, for good; the record stays.</summary>
    Retracted,
}

/// <summary>Why an assessment needs a second look.</summary>
/// <param name="Reason">What fell that it rests on. It names things by their ids and quotes nothing, since what it names may be taken down.</param>
/// <param name="Since">Since when.</param>
public sealed record SecondLook(string Reason, DateTimeOffset Since)
{
    /// <summary>The longest reason, in code points.</summary>
    public const int ReasonLength = 2000;
}

/// <summary>A fact-checker's verdict on a claim; published, it becomes a ClaimReview.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Claim">The claim; never changes.</param>
/// <param name="Rating">The verdict.</param>
/// <param name="Finding">What it says besides.</param>
/// <param name="State">How far it has come.</param>
/// <param name="NeedsReview">Why it needs a second look; null where it needs none.</param>
/// <param name="Corrections">What was corrected since it was published, the latest first, at most <see cref="MostCorrections"/>.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record Assessment(
    Guid Id,
    Guid Claim,
    Rating Rating,
    Finding Finding,
    AssessmentState State,
    SecondLook? NeedsReview,
    IReadOnlyList<Correction> Corrections,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>How many corrections come along; the earlier ones are in the history.</summary>
    public const int MostCorrections = 100;

    /// <summary>Whether readers could ever rely on it.</summary>
    public bool WasPublished => State switch
    {
        AssessmentState.Draft or AssessmentState.InReview => false,
        AssessmentState.Published => true,
        AssessmentState.Retracted => Finding.PublishedAt is not null,
    };

    /// <summary>A new assessment, which is a draft.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="rating">The verdict.</param>
    /// <param name="finding">What it says besides.</param>
    /// <param name="floor">How many independent origins an opponent of the claim must concede; null where nobody counted.</param>
    /// <param name="by">Who drafts it.</param>
    public static Verdict<AssessmentOutcome, Assessment> Draft(
        Guid id, Guid claim, Rating rating, Finding finding, int? floor, Authorship by)
    {
        if (by.Role < Role.Contributor)
        {
            return new(AssessmentOutcome.RoleTooLow);
        }

        return Uncorroborated(claim, finding, floor, null) ?? new(
            AssessmentOutcome.Accepted,
            new Assessment(id, claim, rating, finding, AssessmentState.Draft, null, [], 1, by.At, by.At));
    }

    /// <summary>
    /// The assessment with another verdict or finding. Before it is published that is work on a draft; afterwards it is a correction,
    /// which takes an editor and a note, and names what changed. Whoever is an editor and says why has had the second look that may
    /// have been needed, even if nothing changed.
    /// </summary>
    /// <param name="rating">The verdict now.</param>
    /// <param name="finding">What it says besides.</param>
    /// <param name="note">Why; a published one is not changed without.</param>
    /// <param name="floor">How many independent origins an opponent of the claim must concede; null where nobody counted.</param>
    /// <param name="from">The version that is changed.</param>
    /// <param name="by">Who changes it.</param>
    public Verdict<AssessmentOutcome, Assessment> Change(
        Rating rating, Finding finding, string? note, int? floor, VersionCondition from, Authorship by)
    {
        if (State == AssessmentState.Published)
        {
            return Refusal(Role.Editor, from, by)
                ?? Correct(rating, finding with { PublishedAt = finding.PublishedAt ?? Finding.PublishedAt }, note, floor, by);
        }

        return Refusal(Role.Contributor, from, by) ?? Uncorroborated(Claim, finding, floor, this)
            ?? Accept(Next(by) with
            {
                Rating = rating,
                Finding = finding,
                NeedsReview = note is not null && by.Role >= Role.Editor ? null : NeedsReview,
            });
    }

    /// <summary>The draft handed to the editors.</summary>
    /// <param name="from">The version that is handed in.</param>
    /// <param name="by">Who hands it in.</param>
    public Verdict<AssessmentOutcome, Assessment> Submit(VersionCondition from, Authorship by) =>
        Refusal(Role.Contributor, from, by) ?? Unless(State is AssessmentState.Draft)
        ?? Accept(Next(by) with { State = AssessmentState.InReview });

    /// <summary>The assessment handed back by an editor: a draft again.</summary>
    /// <param name="from">The version that is handed back.</param>
    /// <param name="by">Who hands it back.</param>
    public Verdict<AssessmentOutcome, Assessment> Return(VersionCondition from, Authorship by) =>
        Refusal(Role.Editor, from, by) ?? Unless(State is AssessmentState.InReview)
        ?? Accept(Next(by) with { State = AssessmentState.Draft });

    /// <summary>The assessment published, by now at the latest.</summary>
    /// <param name="floor">How many independent origins an opponent of the claim must concede; null where nobody counted.</param>
    /// <param name="from">The version that is published.</param>
    /// <param name="by">Who publishes it.</param>
    public Verdict<AssessmentOutcome, Assessment> Publish(int? floor, VersionCondition from, Authorship by)
    {
        if ((Refusal(Role.Editor, from, by) ?? Unless(State is AssessmentState.Draft or AssessmentState.InReview)) is { } refusal)
        {
            return refusal;
        }

        if (NeedsReview is not null)
        {
            return new(AssessmentOutcome.NeedsReview, this);
        }

        return Finding.ReviewUrl is null
            ? new(AssessmentOutcome.ReviewUrlMissing, this)
            : Uncorroborated(Claim, Finding, floor, this) ?? Accept(Next(by) with
            {
                State = AssessmentState.Published,
                Finding = Finding with { PublishedAt = Finding.PublishedAt ?? by.At },
            });
    }

    /// <summary>The assessment taken back, for good. One that was never published keeps no date of it.</summary>
    /// <param name="from">The version that is taken back.</param>
    /// <param name="by">Who takes it back.</param>
    public Verdict<AssessmentOutcome, Assessment> Retract(VersionCondition from, Authorship by) =>
        Refusal(Role.Editor, from, by) ?? Accept(Next(by) with
        {
            State = AssessmentState.Retracted,
            Finding = State == AssessmentState.Published ? Finding : Finding with { PublishedAt = null },
            NeedsReview = null,
        });

    /// <summary>
    /// The assessment after something that it rests on fell: it needs a second look, from the first such fall on and for the latest.
    /// Null for a retracted one, which nobody relies on.
    /// </summary>
    /// <param name="reason">What fell.</param>
    /// <param name="at">When.</param>
    public Assessment? Flag(string reason, DateTimeOffset at) => State == AssessmentState.Retracted
        ? null
        : this with { NeedsReview = new SecondLook(reason, NeedsReview?.Since ?? at), Version = Version + 1, UpdatedAt = at };

    private static Verdict<AssessmentOutcome, Assessment> Accept(Assessment changed) => new(AssessmentOutcome.Accepted, changed);

    private static Verdict<AssessmentOutcome, Assessment>? Uncorroborated(
        Guid claim, Finding finding, int? floor, Assessment? current)
    {
        if (finding.Credibility != Finding.Confirmed || floor >= Finding.OriginsOfConfirmed)
        {
            return null;
        }

        string[]? counted = floor is { } known ? [known.ToString(CultureInfo.InvariantCulture)] : null;
        return new(AssessmentOutcome.NotCorroborated, current, claim, counted);
    }

    private Verdict<AssessmentOutcome, Assessment> Correct(Rating rating, Finding finding, string? note, int? floor, Authorship by)
    {
        var changed = Correction.Between((Rating, Finding), (rating, finding));
        if (changed.Count == 0 && NeedsReview is null)
        {
            return new(AssessmentOutcome.NothingChanged, this);
        }

        if (note is null)
        {
            return new(AssessmentOutcome.NoteMissing, this);
        }

        if (finding.ReviewUrl is null)
        {
            return new(AssessmentOutcome.ReviewUrlMissing, this);
        }

        var correction = new Correction(Version + 1, changed, note, by.Actor, by.At);
        return Uncorroborated(Claim, finding, floor, this) ?? Accept(Next(by) with
        {
            Rating = rating,
            Finding = finding,
            NeedsReview = null,
            Corrections = [correction, .. Corrections.Take(MostCorrections - 1)],
        });
    }

    private Verdict<AssessmentOutcome, Assessment>? Refusal(Role least, VersionCondition from, Authorship by)
    {
        if (!from.Allows(Version))
        {
            return new(AssessmentOutcome.ChangedMeanwhile, this);
        }

        if (by.Role < least)
        {
            return new(AssessmentOutcome.RoleTooLow, this);
        }

        return State == AssessmentState.Retracted ? new(AssessmentOutcome.Final, this) : null;
    }

    private Verdict<AssessmentOutcome, Assessment>? Unless(bool allowed) =>
        allowed ? null : new(AssessmentOutcome.WrongState, this);

    private Assessment Next(Authorship by) => this with { Version = Version + 1, UpdatedAt = by.At };
}
