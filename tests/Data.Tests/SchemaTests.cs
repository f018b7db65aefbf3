using System.Text.RegularExpressions;
using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using ClaimCheck.Domain.Withdrawal;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Tests;

/// <summary>What the tables promise: the words of the domain, and constraints that are named after their rule.</summary>
public sealed partial class SchemaTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    /// <summary>Every CHECK that lists words, and where the words come from.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> Vocabulary = new()
    {
        ["sources_kind"] = Words<SourceKind>.All,
        ["source_reliability_grade"] = Words<ReliabilityGrade>.All,
        ["articles_published_precision"] = Words<DatePrecision>.All,
        ["claims_claimed_precision"] = Words<DatePrecision>.All,
        ["claims_modality"] = Words<Modality>.All,
        ["claims_basis"] = Words<Basis>.All,
        ["claims_status"] = Words<ClaimStatus>.All,
        ["attribution_hops_relation"] = Words<AttributionRelation>.All,
        ["attribution_hops_on_record"] = Words<OnRecord>.All,
        ["claim_links_relation"] = Words<LinkRelation>.All,
        ["claim_links_symmetric_ordered"] = [.. Enum.GetValues<LinkRelation>().Where(ClaimLink.IsSymmetric).Select(Words<LinkRelation>.Of)],
        ["claim_links_status"] = Words<LinkStatus>.All,
        ["claim_links_method"] = Words<LinkMethod>.All,
        ["link_reviews_decision"] = [.. Words<ReviewDecision>.All, Words<LinkStatus>.Of(LinkStatus.Retracted)],
        ["rating_scale_labels_normalized"] = Words<NormalizedRating>.All,
        ["assessments_normalized"] = Words<NormalizedRating>.All,
        ["assessments_likelihood"] = Words<Likelihood>.All,
        ["assessments_confidence"] = Words<Confidence>.All,
        ["assessments_state"] = Words<AssessmentState>.All,
        ["assessment_corrections_changed"] = Words<AssessmentMember>.All,
        ["source_retractions_from_precision"] = Words<DatePrecision>.All,
        ["source_retractions_to_precision"] = Words<DatePrecision>.All,
        ["source_retraction_claims_effect"] = Words<WithdrawalEffect>.All,
        ["origin_judgements_verdict"] = Words<OriginVerdict>.All,
        ["claim_review_pages_publish_precision"] = Words<DatePrecision>.All,
        ["claim_review_markups_claim_precision"] = Words<DatePrecision>.All,
        ["imports_role"] = Words<Role>.All,
        ["imports_format"] = Words<ImportFormat>.All,
        ["imports_mode"] = Words<ImportMode>.All,
        ["imports_on_error"] = Words<OnError>.All,
        ["imports_link_status"] = Words<LinkStatus>.All,
        ["imports_state"] = Words<ImportState>.All,
        ["webhooks_disabled_reason"] = Words<WebhookStop>.All,
        ["webhook_deliveries_state"] = Words<DeliveryState>.All,
        ["webhook_attempts_failure"] = Words<DeliveryFailure>.All,
        ["audit_log_entity_type"] = Words<AuditedEntity>.All,
        ["api_keys_role"] = Words<Role>.All,
    };

    [Fact]
    public async Task A_check_that_lists_words_lists_those_of_the_domain()
    {
        var listed = (await ConstraintsAsync("contype = 'c'"))
            .Where(constraint => constraint.Definition.Contains("ARRAY[", StringComparison.Ordinal))
            .ToDictionary(constraint => constraint.Name, constraint => WordList().Matches(constraint.Definition).Select(m => m.Groups[1].Value));

        Assert.Equal(Vocabulary.Keys.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(listed, check => Assert.Equal(
            Vocabulary[check.Key].Order(StringComparer.Ordinal), check.Value.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_constraint_is_named_after_its_table_and_its_rule()
    {
        var constraints = await ConstraintsAsync("contype in ('c', 'u', 'x')");

        Assert.NotEmpty(constraints);
        Assert.All(constraints, constraint =>
        {
            Assert.StartsWith(constraint.Table + "_", constraint.Name, StringComparison.Ordinal);
            Assert.DoesNotMatch("_(check|key|excl)[0-9]*$", constraint.Name);
        });
    }

    [Fact]
    public async Task A_constraint_that_Postgres_named_itself_would_be_seen()
    {
        await database.AsOwnerAsync("create table named_by_nobody (number integer check (number > 0))");
        try
        {
            Assert.Contains("named_by_nobody_number_check", (await ConstraintsAsync("contype = 'c'")).Select(constraint => constraint.Name));
        }
        finally
        {
            await database.AsOwnerAsync("drop table named_by_nobody");
        }
    }

    private async Task<List<ConstraintRow>> ConstraintsAsync(string which)
    {
        await using var connection = new NpgsqlConnection(database.Database.AdminConnectionString);
        return [.. await connection.QueryAsync<ConstraintRow>(
            "select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint "
            + "where connamespace = 'public'::regnamespace and conrelid <> 0 and " + which)];
    }

    [GeneratedRegex("'([A-Za-z_]+)'::text")]
    private static partial Regex WordList();

    private sealed record ConstraintRow(string Table, string Name, string Definition);
}
