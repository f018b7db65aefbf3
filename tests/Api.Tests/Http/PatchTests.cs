using System.Text;

namespace ClaimCheck.Api.Tests.Http;

public sealed class PatchTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Path = "/v1/samples/01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90";

    [Theory]
    [InlineData("{}", "{\"title\":\"Old\",\"note\":\"0\",\"priority\":7}")]
    [InlineData("{\"title\":\"New\"}", "{\"title\":\"New\",\"note\":\"0\",\"priority\":7}")]
    [InlineData("{\"note\":null}", "{\"title\":\"Old\",\"note\":null,\"priority\":7}")]
    [InlineData("{\"priority\":null}", "{\"title\":\"Old\",\"note\":\"0\",\"priority\":1}")]
    public async Task A_patch_changes_what_it_names(string patch, string expected)
    {
        var answer = await SendAsync(patch);
        Assert.Equal(expected, answer.Text);
        Assert.Equal("\"4\"", answer.Headers["ETag"]);
    }

    [Theory]
    [InlineData("[]", "$ must be an object")]
    [InlineData("null", "$ must be an object")]
    [InlineData("{\"title\":null}", "$.title is required and cannot be removed")]
    [InlineData("{\"title\":1}", "$.title must be a text")]
    [InlineData("{\"other\":null}", "$.other is not a member")]
    [InlineData("{\"title\":\"\"}", "$.title must not be blank")]
    public async Task A_patch_that_makes_no_sense_is_refused(string patch, string expected)
    {
        var answer = await SendAsync(patch);
        Assert.Equal("invalid-request", answer.Slug);
        Assert.Contains(expected, answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_media_type_is_refused_with_a_hint()
    {
        var answer = await SendAsync("{}", "text/plain");
        Assert.Equal("unsupported-media-type", answer.Slug);
        Assert.Equal("application/merge-patch+json, application/json", answer.Headers["Accept-Patch"]);
    }

    private Task<Answer> SendAsync(string patch, string mediaType = "application/merge-patch+json") =>
        app.SendAsync(HttpMethod.Patch, Path, new StringContent(patch, Encoding.UTF8, mediaType));
}
