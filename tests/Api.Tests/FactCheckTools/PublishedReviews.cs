using ClaimCheck.Domain;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Api.Tests.FactCheckTools;

/// <summary>Assessments as a search finds them, written past the rules of how one comes about, which are tested elsewhere.</summary>
internal static class PublishedReviews
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Records a claim and an assessment of it, published then unless another state is given, and gives the claim's id.</summary>
    internal static async Task<Guid> AddAsync(
        this ApiFixture api, string claim, string reviewUrl, DateTimeOffset publishedAt, string? language = "en", string state = "published", string? reviewLanguage = null)
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new { source = "cnn", text = claim, language, claimedAt = "2014-09-12" });
        var id = (await api.Contributor.SendJsonAsync("/v1/claims", json)).Id;
        await api.AddReviewAsync(id, reviewUrl, publishedAt, state, reviewLanguage);
        return id;
    }

    /// <summary>Records one more assessment of a claim.</summary>
    internal static async Task AddReviewAsync(
        this ApiFixture api, Guid claim, string reviewUrl, DateTimeOffset publishedAt, string state = "published", string? language = null)
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into assessments (id, claim_id, language, rating_text, normalized, title, review_url, author_name, site, published_at, state, created_at, updated_at)
            values (@id, @claim, @language, 'Unproven', 'unverifiable', 'What we found', @reviewUrl, 'The Desk', @site, @publishedAt, @state, @now, @now)
            """,
            new { id = NewId.At(TimeProvider.System.Now()), claim, language, reviewUrl, site = SiteName.Of(reviewUrl), publishedAt, state, now = TimeProvider.System.Now() },
            cancellationToken: Stop));
    }
}
