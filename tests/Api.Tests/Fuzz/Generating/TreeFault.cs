using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Breaks the JSON of a body at one place. Some of what comes out is still valid: who judges looks, and does not assume.</summary>
internal static class TreeFault
{
    private static readonly string[] Tokens =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "1e2", "1e400", "-1e400", "1e-400", "1.0000000000000002", "2147483648", "-2147483649",
        "9223372036854775808", "123456789012345678901234567890", "01", "+1", ".5", "NaN", "Infinity", "0x10", "'x'", "undefined", "{}", "[]", "\"\"",
        "\"0.5\"", "\"true\"", "\"   \"", "\"\\u00a0\\u3000\"", "\"\\u200b\\u2060\"", "\"\\ud800\"", "\"a\\udc00b\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\x41\"",
        "\"a\\u001b[31mb\"", "\"\\u202egnp.exe\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2016-12-31T23:59:60Z\"", "\"2014-02-30\"",
        "\"2014-01-01T00:00:00\"", "\"javascript:alert(1)\"", "\"//example.org/x\"", "\"https://u:p@example.org/\"", "\"http://127.1/\"", "\"00000000-0000-0000-0000-000000000000\"",
    ];

    private static readonly string[] Strange = ["id", "version", "$type", "__proto__", "", "a.b", "verdict", "created_at", "known members", "\ud800", "a\0b"];

    private static readonly Gen<JsonTree> Value = Gen.Frequency(
        (20, Gen.Elements(Tokens).Select(JsonTree (raw) => new JsonTree.Token(raw))),
        (3, UnicodeText.Refused.Select(JsonTree (refused) => new JsonTree.Text($"a{refused}b"))),
        (2, Gen.Elements(36, 64, 200, 300, 500, 1000, 2048, 10_000, 20_000).Select(JsonTree (length) => new JsonTree.Text(new string('x', length + 1)))),
        (1, Gen.Elements(1, 14, 17, 65, 5000).Select(JsonTree (depth) => new JsonTree.Token(new string('[', depth) + new string(']', depth)))),
        (1, Gen.Elements(21, 33, 51).Select(JsonTree (count) => new JsonTree.Items([.. Enumerable.Repeat(new JsonTree.Text("x"), count)]))));

    private static readonly Gen<Func<JsonTree, JsonTree>> Change = Gen.Frequency(
        (6, Value.Select(Func<JsonTree, JsonTree> (value) => _ => value)),
        (1, Gen.Choose(0, 9).Select(Func<JsonTree, JsonTree> (index) => tree => Without(tree, index))),
        (1, Gen.Elements(Strange).Zip(Value, Func<JsonTree, JsonTree> (name, value) => tree => Beside(tree, name, value))),
        (1, Gen.Choose(0, 9).Select(Func<JsonTree, JsonTree> (index) => tree => Twice(tree, index))),
        (1, Gen.Constant<Func<JsonTree, JsonTree>>(TwiceInDisguise)));

    /// <summary>The same JSON with one place changed.</summary>
    internal static Gen<JsonTree> In(JsonTree json) =>
        from place in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, json.Count - 1)))
        from change in Change
        select json.With(place, change);

    private static JsonTree Without(JsonTree tree, int index) =>
        tree is JsonTree.Members { Of.Count: > 0 } members ? new JsonTree.Members(members.Of.RemoveAt(index % members.Of.Count)) : tree;

    private static JsonTree Beside(JsonTree tree, string name, JsonTree value) =>
        tree is JsonTree.Members members ? new JsonTree.Members(members.Of.Add(new(name, value))) : tree;

    private static JsonTree Twice(JsonTree tree, int index) =>
        tree is JsonTree.Members { Of.Count: > 0 } members ? new JsonTree.Members(members.Of.Add(members.Of[index % members.Of.Count])) : tree;

    /// <summary>A member whose name is the same only once its escape is read.</summary>
    private static JsonTree TwiceInDisguise(JsonTree tree) => tree is JsonTree.Members { Of: [{ Key.Length: > 0 } first, ..] }
        ? new JsonTree.Token($"{tree.ToString()[..^1]},\"\\u{(int)first.Key[0]:x4}{first.Key[1..]}\":{first.Value}}}")
        : tree;
}
