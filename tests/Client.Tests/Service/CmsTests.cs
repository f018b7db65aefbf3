using System.Text.Json;
using ClaimCheck.Testing;

namespace ClaimCheck.Client.Tests.Service;

/// <summary>What a CMS asks of the service: changes, matches, webhooks and suggestions.</summary>
public sealed class CmsTests(ImportService service) : IClassFixture<ImportService>
{
    private const string Authorised = "0148af41-d400-79fc-a013-5b276c5ea6b9";
    private const string Post = "Khameni gives General Soleimani green light to coordinate operations with #Americans, Iraqis and Kurds";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_has_changed_since_a_cursor_is_told_whole()
    {
        using var client = service.Connect();
        var now = await client.ListChangesAsync(new() { Since = ChangeQuery.Now }, Cancellation);
        Assert.Empty(now.Items);
        var story = await StoreAsync(client, claims: 2);

        var changes = await ChangesAsync(client, new() { Since = now.NextCursor, Source = story.Source, Types = [ChangeTypes.ClaimCreated], Limit = 1 }, 2);

        Assert.All(changes, change => Assert.Equal((ChangeTypes.ClaimCreated, 1, "\"1\"", "created"), (change.Type, change.PayloadVersion, change.Data.ETag, change.Data.Action)));
        Assert.True(changes[0].Sequence < changes[1].Sequence);
        Assert.NotEqual(changes[0].Id, changes[1].Id);
        var claim = await client.GetClaimAsync(changes[0].Data.Claim!.Value, Cancellation);
        Assert.Equal((claim.Source.Id, story.Source), (changes[0].Data.Source!.Value, claim.Source.Slug));
    }

    [Fact]
    public async Task An_import_is_told_with_what_became_of_its_rows()
    {
        using var client = service.Connect();
        var now = await client.ListChangesAsync(new() { Since = ChangeQuery.Now }, Cancellation);
        await StoreAsync(client, claims: 1);

        var told = (await ChangesAsync(client, new() { Since = now.NextCursor, Types = [ChangeTypes.ImportFinished] }, 1))[0].Data;

        Assert.Equal(("completed", 2, 2L), (told.State, told.Rows, told.Counts?.Created));
    }

    [Fact]
    public async Task A_follower_is_told_of_what_happens_while_it_waits()
    {
        using var client = service.Connect();
        Story? story = null;
        await foreach (var page in client.FollowChangesAsync(new() { Since = ChangeQuery.Now, Types = [ChangeTypes.ClaimCreated] }, Cancellation))
        {
            story ??= await StoreAsync(client, claims: 1);
            if (page.Items.Count > 0)
            {
                Assert.Equal(story.Source, (await client.GetClaimAsync(page.Items[0].Data.Claim!.Value, Cancellation)).Source.Slug);
                break;
            }
        }
    }

    [Fact]
    public async Task A_cursor_that_was_not_given_out_is_refused_at_once()
    {
        using var client = service.Connect();

        var problem = await Assert.ThrowsAsync<ProblemException>(
            async () => await client.FollowChangesAsync(new() { Since = "made-up" }, Cancellation).FirstAsync(Cancellation));

        Assert.True(problem.Is("invalid-cursor"));
    }

    [Fact]
    public async Task A_claim_is_read_again_only_if_it_has_changed()
    {
        using var client = service.Connect();
        var claim = await client.GetClaimAsync(Guid.Parse(Authorised), Cancellation);

        Assert.Equal("\"1\"", claim.ETag);
        Assert.Null(await client.GetClaimIfChangedAsync(claim.Id, claim.ETag, Cancellation));
        Assert.Equal(claim.Text, (await client.GetClaimIfChangedAsync(claim.Id, "\"7\"", Cancellation))?.Text);
        Assert.Equal(claim.Text, (await client.GetClaimIfChangedAsync(claim.Id, null, Cancellation))?.Text);
    }

    [Fact]
    public async Task A_claim_that_was_kept_has_its_tag_still()
    {
        using var client = service.Connect();
        var claim = await client.GetClaimAsync(Guid.Parse(Authorised), Cancellation);

        var kept = JsonSerializer.Deserialize<Claim>(JsonSerializer.Serialize(claim));

        Assert.NotNull(claim.ETag);
        Assert.Equal(claim.ETag, kept?.ETag);
    }

    [Fact]
    public async Task What_was_said_before_is_found_with_verdict_and_origins()
    {
        using var client = service.Connect();

        var hit = (await client.MatchAsync(Post, new() { Language = "en", Limit = 1 }, Cancellation)).Hits.Single();

        Assert.Equal(Guid.Parse(Authorised), hit.Claim.Id);
        Assert.InRange(hit.Score, 0.8, 1);
        Assert.False(hit.Why.ByHeadline);
        Assert.Equal(("Not established", "https://facts.example.com/2014/10/soleimani-authorisation", "Example Fact Desk"), (hit.Assessment?.RatingText, hit.Assessment?.ReviewUrl, hit.Assessment?.Author));
        Assert.Equal(new MatchedOrigins(1, 2, true, "independence_not_established", true), hit.Origins);
        Assert.Contains(hit.Why.Words, word => (word.Said, word.Found, word.How) == ("Khameni", "Khamenei", "alike"));
    }

    [Fact]
    public async Task Several_texts_have_their_answers_in_their_order()
    {
        using var client = service.Connect();

        var found = await client.MatchAsync(["The weather stayed dry on the coast of Norway.", Post], cancellation: Cancellation);
        var ofOne = await client.MatchAsync(Post, new() { MinScore = 0, Filters = new() { Source = "outlet-001" } }, Cancellation);

        Assert.Equal([false, true], found.Select(result => result.Hits.Count > 0));
        Assert.All(ofOne.Hits, hit => Assert.Equal("outlet-001", hit.Claim.Source.Slug));
        Assert.NotEmpty(ofOne.Hits);
    }

    [Theory]
    [InlineData(ArticleForm.Text, "🗞 The weather stayed dry. Khamenei has authorised General Soleimani to coordinate operations with the Americans.")]
    [InlineData(ArticleForm.Html, "<p>The weather stayed dry.</p><p>Khamenei has <b>authorised</b> General Soleimani to coordinate operations with the Americans.</p>")]
    public async Task The_sentences_of_an_article_are_found_where_they_stand(ArticleForm form, string article)
    {
        using var client = service.Connect();

        var found = await client.MatchArticleAsync(article, form, cancellation: Cancellation);

        var sentence = Assert.Single(found.Sentences);
        var runes = article.EnumerateRunes().ToArray();
        var there = string.Concat(runes[sentence.Start..sentence.End].Select(rune => rune.ToString())).Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal);
        Assert.Equal(sentence.Text, there);
        Assert.Equal((2, true, Guid.Parse(Authorised)), (found.Compared, found.Complete, sentence.Hits[0].Claim.Id));
    }

    [Fact]
    public async Task Published_verdicts_on_a_claim_are_listed()
    {
        using var client = service.Connect();

        var verdict = Assert.Single((await client.ListAssessmentsAsync(Guid.Parse(Authorised), "published", cancellation: Cancellation)).Items);

        Assert.Equal(("Not established", "published", "Example Fact Desk"), (verdict.RatingText, verdict.State, verdict.Author.Name));
        Assert.Empty((await client.ListAssessmentsAsync(Guid.Parse(Authorised), "draft", cancellation: Cancellation)).Items);
    }

    [Fact]
    public async Task A_webhook_is_made_tried_changed_rotated_and_deleted()
    {
        using var client = service.Connect();
        await using var receiver = await FaultyService.StartAsync(FaultyService.Answer(202, "text/plain", "Taken."));

        var made = await client.CreateWebhookAsync(
            new($"{receiver.Address}hooks") { Description = "A desk", Types = [ChangeTypes.ClaimRetracted], Topics = ["iran"], Sources = ["bbc-news"], Claims = [Guid.Parse(Authorised)], IsEnabled = false },
            Cancellation);
        Assert.StartsWith("whsec_", made.Secret, StringComparison.Ordinal);
        Assert.Equal((false, "admin", "bbc-news"), (made.IsEnabled, made.DisabledReason, made.Sources.Single().Slug));
        Assert.Contains((await client.ListWebhooksAsync(limit: 200, cancellation: Cancellation)).Items, webhook => webhook.Id == made.Id && webhook.Secret is null);

        var trial = await client.TryWebhookAsync(made.Id, Cancellation);
        Assert.Equal((true, 202, "Taken.", 0), (trial.IsTaken, trial.Attempt.Status, trial.Attempt.Answer, trial.Attempt.Number));
        Assert.Equal((ChangeTypes.WebhookTest, trial.MessageId), Told(receiver.Requests.Single(), made.Secret!));

        var enabled = await client.ChangeWebhookAsync(made.Id, new() { IsEnabled = true, Topics = [] }, Cancellation);
        Assert.Equal((true, 0, "A desk", 2), (enabled.IsEnabled, enabled.Topics.Count, enabled.Description, enabled.Version));

        var rotated = await client.RotateWebhookSecretAsync(made.Id, TimeSpan.FromHours(2), cancellation: Cancellation);
        Assert.NotEqual(made.Secret, rotated.Secret);
        Assert.NotNull(rotated.PreviousSecretUntil);
        await client.TryWebhookAsync(made.Id, Cancellation);
        Assert.All([made.Secret!, rotated.Secret!], secret => Told(receiver.Requests.Last(), secret));

        await client.DeleteWebhookAsync(made.Id, Cancellation);
        Assert.True((await Assert.ThrowsAsync<ProblemException>(() => client.GetWebhookAsync(made.Id, Cancellation))).Is("not-found"));
    }

    [Fact]
    public async Task A_message_that_was_taken_is_listed_and_sent_again_under_the_same_id()
    {
        using var client = service.Connect();
        await using var receiver = await FaultyService.StartAsync(FaultyService.Answer(204, "text/plain", ""));
        var story = new Story();
        await ImportAsync(client, story.SourceLine);
        var webhook = await client.CreateWebhookAsync(new(receiver.Address.ToString()) { Types = [ChangeTypes.ClaimCreated], Sources = [story.Source] }, Cancellation);
        await ImportAsync(client, story.ClaimLine(1));

        var delivery = await DeliveredAsync(client, webhook, attempts: 1);
        Assert.Equal((ChangeTypes.ClaimCreated, "delivered"), (delivery.Type, delivery.State));
        Assert.Equal(delivery.MessageId, delivery.Body.GetProperty("id").GetGuid());
        Assert.Contains(delivery.Attempts[0].RequestHeaders, header => (header.Name, header.Value) == ("webhook-id", delivery.MessageId.ToString()));

        Assert.Equal(new Redelivered(1, true), await client.RedeliverAsync(webhook.Id, delivery.Id, Cancellation));
        await DeliveredAsync(client, webhook, attempts: 2);
        var (from, to) = (delivery.CreatedAt, delivery.CreatedAt.AddSeconds(1));
        Assert.Equal(new Redelivered(0, true), await client.RedeliverAsync(webhook.Id, from, to, cancellation: Cancellation));
        Assert.Equal(new Redelivered(1, true), await client.RedeliverAsync(webhook.Id, from, to, ["delivered"], cancellation: Cancellation));
        await DeliveredAsync(client, webhook, attempts: 3);

        Assert.Equal(3, receiver.Requests.Count);
        Assert.All(receiver.Requests, message => Assert.Equal((ChangeTypes.ClaimCreated, delivery.MessageId), Told(message, webhook.Secret!)));
        Assert.Empty(await client.ReadDeliveriesAsync(webhook.Id, new() { From = to }, Cancellation).ToListAsync(Cancellation));
        await client.DeleteWebhookAsync(webhook.Id, Cancellation);
    }

    [Fact]
    public async Task Suggestions_are_listed_and_judged_and_not_made_again()
    {
        using var client = service.Connect();
        var claim = (await client.SearchClaimsAsync(new() { ExternalId = "ic-5" }, Cancellation)).Items.Single().Id;
        var suggestions = await client.ListSuggestionsAsync(claim, cancellation: Cancellation);
        Assert.True(suggestions.Count >= 2);
        Assert.All(suggestions, suggestion => Assert.NotEmpty(suggestion.Reasons[0].Kind));
        Assert.All(suggestions, suggestion => Assert.InRange(suggestion.Score, 0, 1));

        var accepted = await client.AcceptSuggestionAsync(claim, suggestions[0], "It does.", Cancellation);
        var dismissed = await client.DismissSuggestionAsync(claim, suggestions[1], "It does not.", Cancellation);

        Assert.Equal((suggestions[0].Relation, "confirmed"), (accepted.Relation, accepted.Status));
        Assert.Equal((suggestions[1].Relation, "rejected"), (dismissed.Relation, dismissed.Status));
        Assert.Equal(new HashSet<Guid> { claim, suggestions[0].Claim.Id }, new HashSet<Guid> { accepted.From, accepted.To });
        var left = await client.ListSuggestionsAsync(claim, limit: 50, cancellation: Cancellation);
        Assert.DoesNotContain(left, suggestion => suggestion.Claim.Id == suggestions[0].Claim.Id && suggestion.Relation == suggestions[0].Relation);
        Assert.DoesNotContain(left, suggestion => suggestion.Claim.Id == suggestions[1].Claim.Id && suggestion.Relation == suggestions[1].Relation);
        Assert.All(await client.ListSuggestionsAsync(claim, "contradicts", 1, Cancellation), suggestion => Assert.Equal("contradicts", suggestion.Relation));
    }

    /// <summary>What a message says, once it is certain whose it is.</summary>
    private static (string Type, Guid Id) Told(Received message, string secret)
    {
        Assert.True(new WebhookVerifier(secret).Holds(
            message.Headers["webhook-id"], message.Headers["webhook-timestamp"], message.Headers["webhook-signature"], message.Body, TimeProvider.System.GetUtcNow()));
        var change = Change.Read(message.Body);
        Assert.Equal(message.Headers["webhook-id"], change.Id.ToString());
        return (change.Type, change.Id);
    }

    private static async Task<Delivery> DeliveredAsync(ClaimCheckClient client, Webhook webhook, int attempts)
    {
        Delivery? delivery = null;
        await Eventually.TrueAsync(
            async () =>
            {
                delivery = await client.ReadDeliveriesAsync(webhook.Id, new() { State = "delivered" }, Cancellation).SingleOrDefaultAsync(Cancellation);
                return delivery?.AttemptCount == attempts;
            },
            $"the message was sent {attempts} times");
        return delivery!;
    }

    /// <summary>So many changes, over as many pages as it takes.</summary>
    private static async Task<List<Change>> ChangesAsync(ClaimCheckClient client, ChangeQuery query, int count)
    {
        var changes = new List<Change>();
        await Eventually.TrueAsync(
            async () =>
            {
                var page = await client.ListChangesAsync(query with { Wait = TimeSpan.FromSeconds(5) }, Cancellation);
                changes.AddRange(page.Items);
                query = query with { Since = page.NextCursor };
                return changes.Count >= count;
            },
            $"{count} changes are told");
        return changes;
    }

    private static async Task<Story> StoreAsync(ClaimCheckClient client, int claims)
    {
        var story = new Story();
        await ImportAsync(client, story.SourceLine + string.Concat(Enumerable.Range(1, claims).Select(number => story.ClaimLine(number))));
        return story;
    }

    private static async Task ImportAsync(ClaimCheckClient client, string ndjson)
    {
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ndjson));
        var started = await client.StartImportAsync(body, new() { Format = ImportFormat.Ndjson }, Cancellation);
        var ended = started.Import.HasEnded ? started.Import : await client.WatchImportAsync(started.Import.Id, Cancellation).LastAsync(Cancellation);
        Assert.Equal((ImportState.Completed, 0L), (ended.State, ended.Counts.Failed));
    }
}
