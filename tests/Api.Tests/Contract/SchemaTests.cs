using System.Text.Json;

namespace ClaimCheck.Api.Tests.Contract;

/// <summary>What the schemas of the committed document promise to generated clients.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Schemas = CommittedDocument.Json.GetProperty("components").GetProperty("schemas");

    [Fact]
    public void A_word_and_a_date_have_one_schema_wherever_they_occur()
    {
        var datePattern = Schemas.GetProperty("PartialDate").GetProperty("pattern").GetString();
        var copies =
            from operation in DocumentedOperation.All
            from parameter in operation.Parameters
            let schema = parameter.GetProperty("schema")
            where schema.TryGetProperty("enum", out _) || DocumentedOperation.Text(schema, "pattern") == datePattern
            select $"{operation.Id} {DocumentedOperation.Text(parameter, "name")}";

        Assert.Empty(copies);
    }

    [Fact]
    public void Requests_are_closed_and_answers_may_grow()
    {
        var sent = new HashSet<string>();
        foreach (var body in DocumentedOperation.All.SelectMany(operation => operation.Bodies))
        {
            Collect(body.Value.GetProperty("schema"), sent);
        }

        var objects = Schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("properties", out _)).ToList();
        var closed = objects.Where(schema => schema.Value.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False);

        Assert.NotEmpty(sent);
        Assert.Equal(objects.Select(schema => schema.Name).Where(sent.Contains), closed.Select(schema => schema.Name));
    }

    [Fact]
    public void An_answer_whose_ETag_may_be_weak_says_so()
    {
        var header = DocumentedOperation.All.Single(operation => operation.Id == "GetClaim").Json
            .GetProperty("responses").GetProperty("200").GetProperty("headers").GetProperty("ETag");

        Assert.Contains("With `expand` a weak one", DocumentedOperation.Text(header, "description"), StringComparison.Ordinal);
    }

    /// <summary>Collects the names of all schemas that this one refers to.</summary>
    private static void Collect(JsonElement element, HashSet<string> names)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, names);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name != "$ref")
                {
                    Collect(member.Value, names);
                }
                else if (member.Value.GetString()!.Split('/')[^1] is var name && names.Add(name))
                {
                    Collect(Schemas.GetProperty(name), names);
                }
            }
        }
    }
}
