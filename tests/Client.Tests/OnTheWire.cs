using System.Globalization;

namespace ClaimCheck.Client.Tests;

/// <summary>Imports as they are on the wire.</summary>
public static class OnTheWire
{
    public static Guid Id { get; } = Guid.Parse("0192f0c1-0000-7000-8000-000000000001");

    public static string Json(string state, int created = 0, int failed = 0, int rows = 3, string more = "", Guid? id = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"id":"{{id ?? Id}}","state":"{{state}}","format":"ndjson","mode":"upsert","onError":"skip","rows":{{rows}},"bytes":100,"counts":{"created":{{created}},"updated":0,"unchanged":0,"skipped":0,"failed":{{failed}}},"rowsPerSecond":null,"secondsLeft":null,"receivedAt":"2026-01-02T03:04:05Z","submittedBy":"tests"{{more}}}
        """);

    public static string Event(string name, string json, int id = 1) => $"id: {id}\nevent: {name}\ndata: {json}\n\n";
}
