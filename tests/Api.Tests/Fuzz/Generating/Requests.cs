using System.Collections.Immutable;
using ClaimCheck.Api.Tests.Contract;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Requests for every operation of the document, right ones and broken ones.</summary>
internal static class Requests
{
    private const int Size = 50;
    private const int MostSuggestions = 100_000;

    private static readonly Gen<RequestPlan> Any = Gen.OneOf(DocumentedOperation.All.Select(Of));

    /// <summary>The request that belongs to this number.</summary>
    internal static RequestPlan Numbered(ulong number) => Any.Sample(1, new Rnd(number), Size)[0];

    private static Gen<RequestPlan> Of(DocumentedOperation operation)
    {
        var right = operation.Path.Contains("/suggestions/", StringComparison.Ordinal) ? Right(operation).SelectMany(OfSuggestion) : Right(operation);
        return Gen.Frequency((11, right), (9, right.SelectMany(Break)));
    }

    private static Gen<RequestPlan> Right(DocumentedOperation operation) =>
        from path in PathOf(operation)
        from query in QueryOf(operation)
        from headers in HeadersOf(operation)
        from body in BodyOf(operation)
        from asker in Gen.Frequency((40, Gen.Constant(Asker.Admin)), (1, Gen.Elements(Enum.GetValues<Asker>())))
        select new RequestPlan(operation, path, query, headers, body) { Asker = asker };

    // A judgement on a suggestion is of use only where the two claims and the relation belong together.
    private static Gen<RequestPlan> OfSuggestion(RequestPlan madeUp) => Gen.Frequency(
        (1, Gen.Constant(madeUp)),
        (3, Gen.Choose(0, MostSuggestions).Select(number => madeUp with
        {
            Path = madeUp.Operation.Path
                .Replace("{id}", KnownThings.Some(KnownThings.SuggestedOf, number), StringComparison.Ordinal)
                .Replace("{other}", KnownThings.Some(KnownThings.SuggestedOther, number), StringComparison.Ordinal),
            Body = madeUp.Body! with { Json = madeUp.Body.Json.WithMember("relation", new JsonTree.Text(KnownThings.Some(KnownThings.SuggestedRelation, number))) },
        })));

    private static Gen<string> PathOf(DocumentedOperation operation)
    {
        var parameters = operation.ParametersIn("path").ToList();
        var kind = operation.Path.Split('/') switch
        {
            ["", _, _, _, "publish" or "return"] => KnownThings.InReview,
            ["", _, var collection, ..] => collection,
            _ => "",
        };
        var madeUp = Filled(operation, parameters.Select(parameter =>
            Gen.Frequency((OnceInSoMany - 1, SchemaValues.TextOf(parameter, kind)), (1, Gen.Constant(parameter.Example!)))));

        // Two things that have to belong together hardly ever would: those of the document do.
        return parameters.Count > 1
            ? Gen.Frequency((1, madeUp), (1, Filled(operation, parameters.Select(parameter => Gen.Constant(parameter.Example!)))))
            : madeUp;
    }

    private static Gen<string> Filled(DocumentedOperation operation, IEnumerable<Gen<string>> values) => Gen.CollectToArray(values).Select(texts =>
        operation.ParametersIn("path").Zip(texts).Aggregate(operation.Path, (path, value) =>
            path.Replace($"{{{value.First.Name}}}", AddressFault.Escape(value.Second), StringComparison.Ordinal)));

    private static Gen<ImmutableList<string>> QueryOf(DocumentedOperation operation) => Given(operation.ParametersIn("query"), 5, parameter =>
        SchemaValues.TextOf(parameter, "").Select(text => $"{parameter.Name}={AddressFault.Escape(text)}"));

    private static Gen<ImmutableList<KeyValuePair<string, string>>> HeadersOf(DocumentedOperation operation) => Given(
        operation.ParametersIn("header").Where(parameter => !HeaderChoice.TellsOfTheBody(parameter)), 2, parameter =>
            HeaderChoice.Of(parameter).Select(value => KeyValuePair.Create(parameter.Name, value)));

    // Some bodies make sense only as a whole, and would hardly ever be made up: the document's example is sent now and then.
    private const int OnceInSoMany = 8;

    private static Gen<PlannedBody?> BodyOf(DocumentedOperation operation) => operation.Bodies is { Length: > 0 } bodies
        ? from content in Gen.Elements(bodies)
          from json in Gen.Frequency(
              (OnceInSoMany - 1, SchemaValues.Of(content.Value.GetProperty("schema"), "")),
              (1, Gen.Constant(JsonTree.From(content.Value.GetProperty("example")))))
          select new PlannedBody(json, content.Name, BodyFault.None)
        : Gen.Constant<PlannedBody?>(null);

    /// <summary>Each parameter that is required, and each of the others once in so many times.</summary>
    private static Gen<ImmutableList<T>> Given<T>(IEnumerable<DocumentedParameter> parameters, int onceIn, Func<DocumentedParameter, Gen<T>> value) => Gen
        .CollectToArray(parameters.Select(parameter =>
        {
            var given = value(parameter).Select(one => new[] { one });
            return parameter.IsRequired ? given : Gen.Frequency((onceIn - 1, Gen.Constant(Array.Empty<T>())), (1, given));
        }))
        .Select(parts => parts.SelectMany(part => part).ToImmutableList());

    private static Gen<RequestPlan> Break(RequestPlan right)
    {
        List<(int, Gen<RequestPlan>)> ways =
        [
            (2, AddressFault.InPath(right.Path).Select(path => right with { Path = path })),
            (2, AddressFault.InQuery(right.Query, right.Operation.ParametersIn("query")).Select(query => right with { Query = query })),
            (2, HeaderChoice.Odd.Select(header => right with { Headers = right.Headers.RemoveAll(other => other.Key == header.Key).Add(header) })),
            (1, Gen.Elements("HEAD", "OPTIONS", "PUT", "TRACE", "PROPFIND", "get", "FOO", "PATCH", "DELETE", "POST", "GET").Select(method => right with { Method = method })),
            (1, Gen.Elements(Asker.Nobody, Asker.Stranger, Asker.Reader).Select(asker => right with { Asker = asker })),
        ];
        if (right.Body is { } body)
        {
            ways.Add((12, TreeFault.In(body.Json).Select(json => right with { Body = body with { Json = json } })));
            ways.Add((3, BodyFaults.Any.Select(fault => right with { Body = body with { Fault = fault } })));
            ways.Add((1, HeaderChoice.OddMediaType.Select(mediaType => right with { Body = body with { MediaType = mediaType } })));
        }

        return Gen.Frequency(ways);
    }
}
