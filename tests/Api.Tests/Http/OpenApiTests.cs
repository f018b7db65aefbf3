using System.Text.Json;

namespace ClaimCheck.Api.Tests.Http;

public sealed class OpenApiTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Fact]
    public async Task The_document_describes_bodies_queries_headers_and_problems()
    {
        var answer = await app.GetAsync("/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        var document = answer.Json;
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var post = document.GetProperty("paths").GetProperty("/v1/samples").GetProperty("post");
        Assert.Equal("CreateSample", post.GetProperty("operationId").GetString());
        var body = post.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        Assert.Equal("{\"text\":\"The minister resigned.\",\"priority\":3,\"modality\":\"asserted\"}", Compact(body.GetProperty("example")));
        Assert.Contains("urn:claimcheck:text-refused", post.GetProperty("responses").GetProperty("422").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(post.GetProperty("responses").GetProperty("201").GetProperty("headers").TryGetProperty("ETag", out _));

        var list = document.GetProperty("paths").GetProperty("/v1/samples").GetProperty("get").GetProperty("parameters").EnumerateArray().ToArray();
        var limit = list.Single(parameter => parameter.GetProperty("name").GetString() == "limit").GetProperty("schema");
        Assert.Equal(50, limit.GetProperty("default").GetInt32());
        Assert.Equal(200, limit.GetProperty("maximum").GetInt32());

        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.False(schemas.GetProperty("EditSample").TryGetProperty("required", out _));
        Assert.Equal("[\"text\"]", Compact(schemas.GetProperty("CreateSample").GetProperty("required")));
        var members = schemas.GetProperty("CreateSample").GetProperty("properties");
        Assert.Equal("\"string\"", Compact(members.GetProperty("text").GetProperty("type")));
        Assert.Contains("null", Compact(members.GetProperty("attribution").GetProperty("type")), StringComparison.Ordinal);
        Assert.Equal(2, schemas.GetProperty("SampleArticle").GetProperty("anyOf").GetArrayLength());
        Assert.Equal("[\"items\",\"nextCursor\"]", Compact(schemas.GetProperty("Int32Page").GetProperty("required")));
        Assert.Equal("[\"asserted\",\"first_hand\",\"A\"]", Compact(schemas.GetProperty("SampleModality").GetProperty("enum")));
    }

    [Fact]
    public async Task Swagger_UI_brings_no_inline_script_and_asks_nobody_else()
    {
        var answer = await app.GetAsync("/swagger/index.html");
        Assert.Equal(200, answer.Status);
        Assert.Contains("script-src 'self';", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", answer.Text, StringComparison.Ordinal);
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
