using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>New claims of the corpus's sources, as somebody would send them: the same ones in either format.</summary>
/// <param name="size">How many claims, of how many sources.</param>
/// <param name="vocabulary">Their words.</param>
internal sealed class ImportFile(CorpusSize size, Vocabulary vocabulary)
{
    /// <summary>What the externalIds of imported claims begin with, and those of the corpus do not.</summary>
    public const string KeyPrefix = "import-";

    private const int BufferSize = 1 << 20;
    private const string Header = "externalId,source,text,claimedAt,language,modality,basis,topics,attribution";

    /// <summary>Writes them one JSON object a line.</summary>
    public async Task WriteNdjsonAsync(string file, CancellationToken cancellation)
    {
        await using var target = File.Create(file, BufferSize);
        var lines = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(lines);
        foreach (var claim in Claims())
        {
            Write(json, claim);
            await json.FlushAsync(cancellation);
            lines.Write("\n"u8);
            await target.WriteAsync(lines.WrittenMemory, cancellation);
            lines.ResetWrittenCount();
            json.Reset();
        }
    }

    /// <summary>Writes them one row each, below a header.</summary>
    public async Task WriteCsvAsync(string file, CancellationToken cancellation)
    {
        await using var target = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);
        await target.WriteLineAsync(Header.AsMemory(), cancellation);
        foreach (var claim in Claims())
        {
            string[] cells =
            [
                KeyOf(claim), CorpusSource.SlugOf(claim.Source), claim.Text, MomentOf(claim), claim.Language, claim.Modality, claim.Basis,
                string.Join(';', claim.Topics), string.Join(" > ", claim.Hops.Select(InWords)),
            ];
            await target.WriteLineAsync(string.Join(',', cells.Select(Quoted)).AsMemory(), cancellation);
        }
    }

    private static void Write(Utf8JsonWriter json, CorpusClaim claim)
    {
        json.WriteStartObject();
        json.WriteString("record", "claim");
        json.WriteString("externalId", KeyOf(claim));
        json.WriteString("source", CorpusSource.SlugOf(claim.Source));
        json.WriteString("text", claim.Text);
        json.WriteString("claimedAt", MomentOf(claim));
        json.WriteString("language", claim.Language);
        json.WriteString("modality", claim.Modality);
        json.WriteString("basis", claim.Basis);
        json.WriteStartArray("topics");
        foreach (var topic in claim.Topics)
        {
            json.WriteStringValue(topic);
        }

        json.WriteEndArray();
        json.WriteStartArray("attribution");
        foreach (var hop in claim.Hops)
        {
            json.WriteStartObject();
            json.WriteString(hop.Source is null ? "descriptor" : "source", hop.Source is { } source ? CorpusSource.SlugOf(source) : hop.Descriptor);
            json.WriteString("relation", hop.Relation);
            json.WriteString("onRecord", hop.OnRecord);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string InWords(CorpusHop hop) =>
        $"{(hop.Source is { } source ? CorpusSource.SlugOf(source) : $"\"{hop.Descriptor}\"")} ({hop.Relation}, {hop.OnRecord})";

    private static string KeyOf(CorpusClaim claim) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{claim.Number}");

    private static string MomentOf(CorpusClaim claim) => CorpusId.MomentOf(claim.Number).ToString("O", CultureInfo.InvariantCulture);

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(',', '"') < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Without what the rules of single writes refuse: a chain that comes back to where it was.</summary>
    private IEnumerable<CorpusClaim> Claims() => new CorpusClaims(size, vocabulary).All().Select(
        claim => claim with { Hops = [.. claim.Hops.DistinctBy(hop => (hop.Source, hop.Descriptor))] });
}
