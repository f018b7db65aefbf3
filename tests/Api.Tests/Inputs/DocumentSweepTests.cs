using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>
/// Whatever the document offers is tried: every text of every request body and every parameter of every query, so that a
/// member that comes tomorrow is tried as well.
/// </summary>
[Collection(BadInputs.Name)]
public sealed class DocumentSweepTests(WatchedService service)
{
    private const string Hole = "HERE-IT-GOES";

    // The words around a quotation may be a space, or nothing at all at the beginning of an article.
    private static readonly string[] MayBeBlank = ["prefix", "suffix"];

    public static TheoryData<string> Kinds => ["nul", "control", "surrogate", "override", "blank", "long"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_text_of_any_body_takes_what_text_may_not_hold(string kind)
    {
        var members = await MembersAsync();
        Assert.True(members.Count > 40, $"Only {members.Count} texts were found in the document.");

        foreach (var member in members)
        {
            if (kind == "blank" && Array.Exists(MayBeBlank, name => member.Path.EndsWith(name, StringComparison.Ordinal)))
            {
                continue;
            }

            var answer = await service.PostAsync(member.With(Value(kind, member.MaxLength)));
            Assert.True(answer.Status is 400 or 422, $"{member}: {answer.Status} {answer.Text}");
            Assert.True(answer.Errors.Contains(member.Path, StringComparison.Ordinal), $"{member} is not what was refused: {answer.Errors}");
        }
    }

    [Fact]
    public async Task No_text_of_any_body_is_too_long_at_the_length_that_is_stated()
    {
        foreach (var member in await MembersAsync())
        {
            var input = member.With(new string('x', member.MaxLength));
            using var request = new HttpRequestMessage(input.Method, input.Path) { Content = new ByteArrayContent(input.Body) };
            request.Content.Headers.Add("Content-Type", input.MediaType);
            using var response = await service.Admin.SendAsync(request, TestContext.Current.CancellationToken);
            var answer = await Answer.FromAsync(response);
            Assert.False(answer.Status >= 400 && answer.Text.Contains("have at most", StringComparison.Ordinal), $"{member}: {answer.Text}");
        }
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a%00", "control characters")]
    [InlineData("a%01", "control characters")]
    [InlineData("%ED%A0%80", "broken UTF-8")]
    [InlineData("a&{0}=b", "more than once")]
    public async Task No_parameter_of_any_query_takes_them_either(string value, string expected)
    {
        foreach (var (path, name) in await ParametersAsync())
        {
            var answer = await service.GetAsync($"{path}?{name}={value.Replace("{0}", name, StringComparison.Ordinal)}", 400);
            Assert.True(answer.Errors.Contains(expected, StringComparison.Ordinal), $"{path} {name}: {answer.Errors}");
        }
    }

    [Theory]
    [InlineData("%25")]
    [InlineData("%27%22%5C")]
    [InlineData("%E2%80%AE")]
    [InlineData("%EF%BF%BE")]
    [InlineData("infinity")]
    [InlineData("NaN")]
    [InlineData("9998")]
    [InlineData("1000-01-01T00:00:00%2B14:00")]
    [InlineData("9998-12-31T23:59:59.999999999-14:00")]
    public async Task Every_parameter_of_every_query_survives_odd_values(string value)
    {
        foreach (var (path, name) in await ParametersAsync())
        {
            await service.GetAsync($"{path}?{name}={value}", 200, 400, 422);
        }
    }

    [Fact]
    public async Task The_document_states_how_long_the_name_of_a_source_in_a_path_may_be()
    {
        var document = await DocumentAsync();
        var names =
            from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            from parameter in ParametersOf(operation.Value, "path")
            where parameter.GetProperty("name").GetString() == "idOrSlug"
            select parameter.GetProperty("schema").GetProperty("maxLength").GetInt32();

        Assert.All(names, length => Assert.Equal(200, length));
        Assert.NotEmpty(names);
        var longest = new string('y', 200);
        await service.PostAsync(new Input("/v1/sources", Encoding.UTF8.GetBytes($$"""{"name":"Long","kind":"document","externalId":"{{longest}}"}"""), 201));
        await service.GetAsync($"/v1/sources/{longest}", 200);
    }

    [Fact]
    public async Task The_reason_of_a_takedown_is_text_like_any_other()
    {
        var created = await service.PostAsync(Input.ClaimText("\"Never taken down.\"", 201));
        foreach (var reason in (string[])["", "%20", "a%00", "a%1b", "%E2%80%AEgnp", "%E2%80%8B", new string('a', 501)])
        {
            await service.PostAsync(new Input($"{created.Headers["Location"]}?reason={reason}", [], 400, 422) { Method = HttpMethod.Delete });
        }
    }

    /// <summary>What to send, as it stands inside the quotes of a JSON text.</summary>
    private static string Value(string kind, int maxLength) => kind switch
    {
        "nul" => "a\\u0000b",
        "control" => "a\\u0001b",
        "surrogate" => "a\\ud800b",
        "override" => "a\\u202eb",
        "blank" => "   ",
        _ => new string('x', maxLength + 1),
    };

    private async Task<JsonElement> DocumentAsync() => (await service.GetAsync("/openapi/v1.json", 200)).Json;

    private async Task<List<(string Path, string Name)>> ParametersAsync()
    {
        var document = await DocumentAsync();
        List<(string, string)> found = [];
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)))
        {
            var operation = path.Value.GetProperty("get");
            found.AddRange(ParametersOf(operation, "query").Select(name => (Filled(path.Name, operation), name.GetProperty("name").GetString()!)));
        }

        Assert.True(found.Count > 30, $"Only {found.Count} parameters were found in the document.");
        return found;
    }

    private async Task<List<Member>> MembersAsync()
    {
        var document = await DocumentAsync();
        List<Member> found = [];
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.TryGetProperty("requestBody", out _)))
            {
                var content = operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject().First();
                if (!content.Name.EndsWith("json", StringComparison.Ordinal) || content.Name.EndsWith("ndjson", StringComparison.Ordinal)
                    || path.Name.StartsWith("/v1/match", StringComparison.Ordinal))
                {
                    // A row that holds what text may not hold costs that row and not the request. What is looked up is not stored, and posts
                    // hold all kinds of characters.
                    continue;
                }

                var example = JsonNode.Parse(content.Value.TryGetProperty("example", out var one)
                    ? one.GetRawText()
                    : content.Value.GetProperty("examples").EnumerateObject().First().Value.GetProperty("value").GetRawText())!;
                var to = new Destination(
                    new HttpMethod(operation.Name.ToUpperInvariant()), Filled(path.Name, operation.Value), content.Name, example);
                Walk(document, content.Value.GetProperty("schema"), to, [], found);
            }
        }

        return found;
    }

    private static void Walk(JsonElement document, JsonElement schema, Destination to, object[] steps, List<Member> found)
    {
        schema = Resolve(document, schema);
        foreach (var part in Alternatives(schema))
        {
            Walk(document, part, to, steps, found);
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                Walk(document, property.Value, to, [.. steps, property.Name], found);
            }
        }
        else if (schema.TryGetProperty("items", out var items))
        {
            Walk(document, items, to, [.. steps, 0], found);
        }
        else if (IsText(schema))
        {
            found.Add(new Member(to, steps, schema.TryGetProperty("maxLength", out var most) ? most.GetInt32() : 20_000));
        }
    }

    private static IEnumerable<JsonElement> Alternatives(JsonElement schema) =>
        ((string[])["anyOf", "oneOf", "allOf"]).Where(word => schema.TryGetProperty(word, out _))
            .SelectMany(word => schema.GetProperty(word).EnumerateArray());

    private static JsonElement Resolve(JsonElement document, JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
        : schema;

    private static bool IsText(JsonElement schema) => schema.TryGetProperty("type", out var type)
        && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => one.GetString() == "string") : type.GetString() == "string");

    private static IEnumerable<JsonElement> ParametersOf(JsonElement operation, string place) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == place)
            : [];

    private static string Filled(string path, JsonElement operation) => ParametersOf(operation, "path")
        .Aggregate(path, (filled, parameter) => filled.Replace(
            $"{{{parameter.GetProperty("name").GetString()}}}", parameter.GetProperty("example").GetString(), StringComparison.Ordinal));

    /// <summary>Where a body goes, and one that is accepted there.</summary>
    private sealed record Destination(HttpMethod Method, string Path, string MediaType, JsonNode Example);

    /// <summary>One text of a body.</summary>
    private sealed record Member(Destination To, object[] Steps, int MaxLength)
    {
        public string Path => "$" + string.Concat(Steps.Select(step => step is int index ? $"[{index}]" : $".{step}"));

        public override string ToString() => $"{To.Method} {To.Path} {Path}";

        /// <summary>The example with this in place of the text.</summary>
        public Input With(string value)
        {
            var body = Place(To.Example.DeepClone(), Steps).ToJsonString().Replace(Hole, value, StringComparison.Ordinal);
            return new Input(To.Path, Encoding.UTF8.GetBytes(body)) { Method = To.Method, MediaType = To.MediaType, Headers = [("If-Match", "*")] };
        }

        private static JsonNode Place(JsonNode? node, ReadOnlySpan<object> steps)
        {
            if (steps.IsEmpty)
            {
                return JsonValue.Create(Hole);
            }

            if (steps[0] is int)
            {
                return new JsonArray(Place((node as JsonArray)?[0]?.DeepClone(), steps[1..]));
            }

            // A quotation needs its words before what stands around them is looked at, and a hop only one of its two names.
            var name = (string)steps[0];
            var parent = node as JsonObject ?? (name is "prefix" or "suffix" ? new JsonObject { ["exact"] = "x" } : []);
            parent.Remove(name, out var present);
            parent[name] = Place(present, steps[1..]);
            return parent;
        }
    }
}
