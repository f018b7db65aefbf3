using System.Text;
using ClaimCheck.Data.Importing;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Data.Sample;

/// <summary>An import that comes with the story, for the examples of the documentation: a row that is known and one that fails.</summary>
/// <param name="reader">Looks whether it is there.</param>
/// <param name="store">Keeps it until the service does it.</param>
public sealed class SampleImport(ImportReader reader, ImportStore store)
{
    /// <summary>The name of who sent it.</summary>
    public const string Actor = "Night desk";

    private const string Rows = """
        {"record": "source", "slug": "cnn", "name": "CNN", "kind": "broadcaster", "country": "US", "domains": ["cnn.com"]}
        {"record": "claim", "source": "example-evening-paper", "externalId": "example-2", "text": "The bridge is closed."}
        """;

    private static readonly RecordKind[] Kinds = [RecordKind.Source, RecordKind.Claim];

    /// <summary>Its id.</summary>
    public static Guid Id { get; } = SampleStory.IdOf("import", "night desk");

    /// <summary>Sends it, unless it was sent before.</summary>
    /// <param name="key">The key it is sent with.</param>
    /// <param name="by">Who loads the story.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    internal async Task SendAsync(Guid key, Authorship by, CancellationToken cancellation)
    {
        if (await reader.GetAsync(Id, cancellation) is null)
        {
            var sender = new Authorship(key, Actor, Role.Contributor, by.At);
            await store.BeginAsync(Id, new ImportOptions(ImportFormat.Ndjson), sender, cancellation);
        }

        if (await reader.GetAsync(Id, cancellation) is not { State: ImportState.Incomplete })
        {
            return;
        }

        using var part = new ImportPartWriter();
        foreach (var (index, row) in Rows.ReplaceLineEndings("\n").Split('\n').Index())
        {
            part.Add(new SentRow(index + 1, Kinds[index], Encoding.UTF8.GetBytes(row)));
        }

        await store.ForgetPartsAsync(Id, cancellation);
        await store.AddPartAsync(Id, part, cancellation);
        await store.QueueAsync(Id, new Arrived(Kinds.Length, 1, Encoding.UTF8.GetByteCount(Rows), null), cancellation);
    }
}
