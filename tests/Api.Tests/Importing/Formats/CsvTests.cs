using System.Text;
using ClaimCheck.Api.Importing;
using ClaimCheck.Api.Importing.Formats;
using ClaimCheck.Api.Importing.Formats.Csv;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Importing.Formats;

/// <summary>Claims as comma-separated values.</summary>
public sealed class CsvTests
{
    private static readonly ImportOptions Csv = new(ImportFormat.Csv);

    [Fact]
    public async Task Every_column_becomes_the_part_of_a_claim_that_it_names()
    {
        var row = await Rows.OneAsync(
            ImportFormat.Csv,
            "text,source,externalId,claimedAt,language,quote,modality,basis,topics,attribution,article,articleUrl,articleTitle,articlePublishedAt,status,version\n"
            + "It rains.,BBC News,x-1,2014-09,en, wet ,Reported,told,rain; Iraq|war,\"CNN > \"\"sources, in Tehran\"\" (background)\",a-1,https://a.example/,Rain,2014,active,2\n");

        var claim = row.As<ClaimRecord>();
        var facts = claim.Draft.Facts;
        Assert.Equal(("bbc-news", "x-1", "It rains.", " wet "), (claim.Source, claim.ExternalId, facts.Text, facts.Quote));
        Assert.Equal(("2014-09", "en", Modality.Reported, Basis.Told), ($"{facts.ClaimedAt}", facts.Language, facts.Modality, facts.Basis));
        Assert.Equal(["rain", "iraq", "war"], facts.Topics);
        Assert.Equal(["cnn DerivedFrom Unknown", "sources, in Tehran DerivedFrom Background"], Hops(claim.Draft.Attribution));
        Assert.Equal(("a-1", "https://a.example/", "Rain"), (claim.Draft.Article!.ExternalId, claim.Draft.Article.Facts!.Url, claim.Draft.Article.Facts.Title));
        Assert.Equal((ClaimStatus.Active, 2), (claim.Status, claim.Kept.Version));
    }

    [Theory]
    [InlineData("text,source\nIt rains.,cnn\n")]
    [InlineData("\uFEFFtext,source\r\nIt rains.,cnn\r\n")]
    [InlineData("Text; SOURCE \nIt rains.;cnn")]
    [InlineData("source\tText\ncnn\tIt rains.\n")]
    [InlineData("\"text\",\"source\"\n\"It rains.\",\"cnn\"")]
    [InlineData("text,source\rIt rains.,cnn\r")]
    [InlineData("sep=;\n\nClaim;Publisher\nIt rains.;cnn\n")]
    [InlineData("text,source,import_line,import_message\nIt rains.,cnn,7,why\n")]
    [InlineData("text,source\n,\n\nIt rains.,cnn\n,,\n")]
    public async Task However_a_file_is_written_its_claim_is_the_same(string file)
    {
        var rows = (await Rows.OfAsync(Csv, file)).Where(row => row.Sent.Length > 2);

        Assert.Equal("It rains.", Assert.Single(rows).As<ClaimRecord>().Draft.Facts.Text);
    }

    [Theory]
    [InlineData("a,b,c", "The row has 3 cells and the header 2: put cells that hold a delimiter into quotes.", null)]
    [InlineData("a", "The row has 1 cells and the header 2: put cells that hold a delimiter into quotes.", null)]
    [InlineData(",cnn", "Claim is required.", "Claim")]
    [InlineData("\" \",cnn", "Claim must not be blank.", "Claim")]
    [InlineData("a\u0001,cnn", "Claim must not contain U+0001 (control character) at position 1.", "Claim")]
    [InlineData("a,\"cnn\"x", "source has text after its closing quote: within quotes, write each quote twice.", "source")]
    [InlineData("a,\"cnn", "source begins with a quote that is never closed.", "source")]
    public async Task A_bad_row_costs_itself_and_names_the_column_as_the_file_does(string row, string message, string? column)
    {
        var rows = await Rows.OfAsync(Csv, $"Claim,source\nbefore,cnn\n{row}\nafter,cnn\n");

        Assert.Equal([(2, null, null), (3, column, message), (4, null, null)], rows.Select(each => (each.Line, each.Failure?.Path, each.Failure?.Message)));
        Assert.Equal(row, rows[1].Sent);
    }

    [Theory]
    [InlineData("claimedAt", "soon", "claimedAt must be a year (2014), a month (2014-09), a day (2014-09-26) or an instant with an offset (2014-09-26T14:30:00Z), from the year 1000 on.")]
    [InlineData("modality", "sung", "modality must be one of: asserted, reported, alleged, denied, predicted, quoted.")]
    [InlineData("id", "7", "id must be an id in the form")]
    [InlineData("url", "ftp://a", "url must be an absolute http or https address without user name and password, at most 2048 characters.")]
    [InlineData("headline", "T", "headline needs the address or the id of the article beside it: columns articleUrl and article.")]
    [InlineData("tags", "a b", "tags must be letters and digits with hyphens, dots or underscores between them.")]
    [InlineData("via", "A > > B", "via must have a source or a description on both sides of each arrow.")]
    [InlineData("via", "A >", "via must not end in an arrow.")]
    [InlineData("via", "“A", "via has a description whose quote is never closed.")]
    [InlineData("version", "1.0", "version must be a whole number.")]
    public async Task A_cell_that_cannot_be_read_is_told_by_its_column(string column, string cell, string message)
    {
        var row = await Rows.OneAsync(ImportFormat.Csv, $"text,source,{column}\nIt rains.,cnn,{cell}\n");

        Assert.StartsWith(message, row.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal("invalid-request", row.Failure?.Code);
    }

    [Theory]
    [InlineData("", "The file is empty: its first line must name the columns.")]
    [InlineData("\n\n", "The file is empty: its first line must name the columns.")]
    [InlineData("text,verdict2\n", "The header has columns that are not known: verdict2. Say what each is with columns=theirs:ours, or leave it out with columns=theirs:-; the columns known are text, source,")]
    [InlineData("text,claim,source\n", "Two columns stand for text, columns 1 and 2: leave one out with columns=theirs:-.")]
    [InlineData("text,source, text \n", "Columns 1 and 3 are both called 'text': give one of them another name.")]
    [InlineData("text\n", "The header has no column source: add it, or say with columns=theirs:source which one it is.")]
    [InlineData("source, \"text\", x\"\ncnn,It rains.,y\n", "The header has columns that are not known: \"text\", x\". Say")]
    [InlineData("text,source,\"a\"b\n", "Column 3 of the header has text after its closing quote: within quotes, write each quote twice.")]
    [InlineData("text,\"source\nIt rains.,cnn\n", "Column 2 of the header begins with a quote that is never closed.")]
    [InlineData("\"text,source\n", "Column 1 of the header begins with a quote that is never closed.")]
    public async Task A_header_that_says_nothing_refuses_the_file(string file, string message) =>
        Assert.StartsWith(message, await Rows.BrokenAsync(ImportFormat.Csv, file), StringComparison.Ordinal);

    [Fact]
    public async Task A_header_whose_quote_is_never_closed_is_told_so_however_much_follows() => Assert.Equal(
        "Column 2 of the header begins with a quote that is never closed.",
        await Rows.BrokenAsync(ImportFormat.Csv, "text,\"source\n" + string.Concat(Enumerable.Repeat("It rains.,cnn\n", 10_000))));

    [Theory]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public async Task A_first_line_that_is_too_long_is_refused_however_it_arrives(int atATime)
    {
        var file = Encoding.UTF8.GetBytes($"text,source,{new string('x', 70_000)}\nIt rains.,cnn,y\n");

        var broken = await Assert.ThrowsAsync<BrokenBodyException>(() => Rows.OfAsync(Csv, file, atATime));

        Assert.Equal("The first line must name the columns, and have at most 65536 bytes.", broken.Message);
    }

    [Theory]
    [InlineData("Latin-1", "The file is not UTF-8: save it as CSV UTF-8.")]
    [InlineData("UTF-16 with a mark", "The file is written in UTF-16: save it as UTF-8.")]
    [InlineData("UTF-16 without", "The file is not UTF-8: save it as CSV UTF-8.")]
    public async Task A_header_in_another_encoding_refuses_the_file(string encoding, string message)
    {
        const string file = "text,source,café\n";
        byte[] bytes = encoding switch
        {
            "Latin-1" => Encoding.Latin1.GetBytes(file),
            "UTF-16 with a mark" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(file)],
            _ => Encoding.Unicode.GetBytes(file),
        };

        Assert.Equal(message, await Rows.BrokenAsync(Csv, bytes));
    }

    [Fact]
    public async Task A_row_in_Latin1_costs_itself()
    {
        byte[] file = [.. "text,source\ncaf"u8, 0xE9, .. ",cnn\nIt rains.,cnn\n"u8];

        var rows = await Rows.OfAsync(Csv, file);

        Assert.Equal(["2 invalid-request  The row is not valid UTF-8: save the file as CSV UTF-8.", "3 Claim"], rows.Select(row => row.Summary));
    }

    [Fact]
    public async Task Columns_of_other_names_are_mapped_or_left_out()
    {
        var options = Csv with
        {
            Columns = new Dictionary<string, string> { ["Behauptung"] = "text", ["wer"] = "publisher", ["Url"] = "-", ["Notiz"] = "-" },
        };

        var row = Assert.Single(await Rows.OfAsync(options, "Behauptung,Wer,URL,notiz\nEs regnet.,cnn,no address,n\n"));

        Assert.Equal(("Es regnet.", "cnn", null), (row.As<ClaimRecord>().Draft.Facts.Text, row.As<ClaimRecord>().Source, row.As<ClaimRecord>().Draft.Article));
        Assert.StartsWith("The header has no column 'wer', which columns= names.", await Rows.BrokenAsync(options, "Behauptung,source\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.StartsWith(
            "columns= names 'verdict', but the columns known are text,",
            await Rows.BrokenAsync(Csv with { Columns = new Dictionary<string, string> { ["text"] = "verdict" } }, "text,source\n"u8.ToArray()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Text,SourceID,source_id", "SourceID:source,source_id:-", "cnn")]
    [InlineData("Text,SourceID, source_id ", "source_id:source,SourceID:-", "bbc-news")]
    [InlineData("Text,SourceID,source_id", "source_id:-", "cnn")]
    [InlineData("Text,SourceID,source_id", "source_id:-,source id:source", "cnn")]
    [InlineData("SOURCE ,text,Source", "Source:-,SOURCE:text,text:source", "cnn")]
    public async Task Columns_whose_names_differ_only_in_their_spelling_are_told_apart_by_the_exact_one(string header, string columns, string source)
    {
        Assert.Null(ColumnNames.Read(columns, out var mapping));

        var row = Assert.Single(await Rows.OfAsync(Csv with { Columns = mapping }, $"{header}\nIt rains.,cnn,bbc-news\n"));

        Assert.Equal(SourceName.ToReference(source), row.As<ClaimRecord>().Source);
    }

    [Fact]
    public async Task Lines_within_quotes_belong_to_their_row_and_count_as_lines()
    {
        var rows = await Rows.OfAsync(Csv, "text,source\n\"a\r\nb\nc\",cnn\n\nd,cnn");

        Assert.Equal([2, 6], rows.Select(row => row.Line));
        Assert.Equal("a\r\nb\nc", rows[0].As<ClaimRecord>().Draft.Facts.Text);
    }

    [Fact]
    public async Task A_stray_quote_costs_the_line_it_stands_on()
    {
        var after = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"It rains {i} times.,cnn\n"));

        var rows = await Rows.OfAsync(Csv, $"text,source\n\"stray,cnn\n{after}");

        Assert.Equal(20_001, rows.Count);
        Assert.Equal((2, "text begins with a quote that is never closed.", "\"stray,cnn"), (rows[0].Line, rows[0].Failure?.Message, rows[0].Sent));
        Assert.All(rows.Skip(1), row => Assert.Null(row.Failure));
        Assert.Equal(20_002, rows[^1].Line);
    }

    [Fact]
    public async Task A_stray_quote_is_not_closed_by_one_that_stands_ten_thousand_lines_below()
    {
        var between = string.Concat(Enumerable.Repeat("It rains.,cnn\n", 10_000));

        var rows = await Rows.OfAsync(Csv, $"text,source\n\"stray,cnn\n{between}\"It snows.\",cnn\n");

        Assert.Equal(10_002, rows.Count);
        Assert.Equal([2], rows.Where(row => row.Failure is not null).Select(row => row.Line));
    }

    [Fact]
    public async Task A_file_full_of_quotes_that_are_never_closed_is_given_up()
    {
        var message = await Rows.BrokenAsync(Csv, Encoding.UTF8.GetBytes("text,source\n" + string.Concat(Enumerable.Repeat("x\",\"\n", 400_000))));

        Assert.Equal("More than 100 cells begin with a quote that is never closed, the last on line 102: within quotes, write each quote twice.", message);
    }

    [Fact]
    public async Task A_row_of_more_than_a_mebibyte_costs_itself()
    {
        var rows = await Rows.OfAsync(Csv, $"text,source\n{new string('x', 3_000_000)},cnn\nafter,cnn\n");

        Assert.Equal(["2 too-large  The row has more than 1048576 bytes (1 MiB): make it shorter.", "3 Claim"], rows.Select(row => row.Summary));
    }

    [Fact]
    public async Task A_quote_within_a_cell_is_a_letter()
    {
        var row = await Rows.OneAsync(ImportFormat.Csv, "text,source\nab\"c\",cnn\n");

        Assert.Equal("ab\"c\"", row.As<ClaimRecord>().Draft.Facts.Text);
    }

    [Theory]
    [InlineData("text,source, PropertyID\"", "PropertyID\"", ",", 2)]
    [InlineData("text;source;x, \"y", "x, \"y", ";", 2)]
    [InlineData("text,source,x;\"y", "x;\"y", ",", 2)]
    [InlineData("text,source,\"x;\"\"y;z\nä;b\"", "x;\"y;z\nä;b", ",", 3)]
    [InlineData("text\tsource\t5\" disks", "5\" disks", "\t", 2)]
    [InlineData("text,source, \"x\"", "\"x\"", ",", 2)]
    public async Task A_quote_within_a_name_of_the_header_is_a_letter_as_it_is_in_a_row(string header, string name, string between, int line)
    {
        var options = Csv with { Columns = new Dictionary<string, string> { [name] = "-" } };
        foreach (var (end, atATime) in new[] { ("\n", 1), ("\r\n", 3), ("\n", 100_000) })
        {
            var file = header + end + string.Concat(Enumerable.Repeat($"It rains.{between}cnn{between}x{end}", 5000));
            var rows = await Rows.OfAsync(options, Encoding.UTF8.GetBytes(file), atATime);

            Assert.Equal((5000, line), (rows.Count, rows[0].Line));
            Assert.All(rows, row => Assert.Equal("cnn", row.As<ClaimRecord>().Source));
        }
    }

    [Fact]
    public void Whatever_cells_hold_and_however_the_bytes_arrive_they_are_read_as_they_were_written()
    {
        var letters = Gen.Elements('a', '"', ',', ';', '\n', '\r', '\t', ' ', 'é', '\'', '=');
        var cell = letters.ListOf().Select(list => "x" + string.Concat(list) + "x");
        var file = cell.Two().ListOf(5).SelectMany(rows => Gen.Elements(1, 2, 3, 1000), (rows, atATime) => (rows, atATime));
        Prop.ForAll(file.ToArbitrary(), pair =>
        {
            var text = "text,quote,source\n" + string.Concat(pair.rows.Select(row => $"{Quoted(row.Item1)},{Quoted(row.Item2)},cnn\n"));
            var read = Rows.OfAsync(Csv, Encoding.UTF8.GetBytes(text), pair.atATime).GetAwaiter().GetResult();
            Assert.Equal(
                pair.rows.Select(row => (row.Item1, row.Item2)),
                read.Select(row => (row.As<ClaimRecord>().Draft.Facts.Text, row.As<ClaimRecord>().Draft.Facts.Quote!)));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-2", "'-2")]
    [InlineData("\t", "'\t")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("''@x", "'''@x")]
    [InlineData("'tis", "'tis")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public async Task A_formula_is_guarded_and_released_exactly_where_the_file_says_that_it_was(string cell, string guarded)
    {
        Assert.Equal((guarded, cell), (FormulaGuard.Guard(cell), FormulaGuard.Release(guarded)));
        if (cell.Trim().Length > 0)
        {
            var ours = await Rows.OneAsync(ImportFormat.Csv, $"text,source,import_guarded\n{guarded},cnn,\n");
            var theirs = await Rows.OneAsync(ImportFormat.Csv, $"text,source\n{guarded},cnn\n");
            Assert.Equal((cell, guarded), (ours.As<ClaimRecord>().Draft.Facts.Text, theirs.As<ClaimRecord>().Draft.Facts.Text));
        }
    }

    [Theory]
    [InlineData("BBC News", "bbc-news DerivedFrom Unknown")]
    [InlineData("bbc-news <- \"sources in Tehran\"", "bbc-news DerivedFrom Unknown|sources in Tehran DerivedFrom Unknown")]
    [InlineData("Reuters (quoted from, on record) > “an \"aide\"” (background)", "reuters QuotedFrom OnRecord|an \"aide\" DerivedFrom Background")]
    [InlineData("\"he said \"\"no\"\"\"", "he said \"no\" DerivedFrom Unknown")]
    [InlineData("Outlet 001 (print) > x:42", "outlet-001-print DerivedFrom Unknown|x:42 DerivedFrom Unknown")]
    [InlineData("صحيفة", "صحيفة DerivedFrom Unknown")]
    public void A_chain_is_read_nearest_first(string text, string hops)
    {
        Assert.Null(AttributionText.Read(text, out var read));

        Assert.Equal(hops, string.Join('|', Hops(read.Select(hop => hop.ToDraft()))));
        var written = AttributionText.Write(read.Select(hop => (hop.Source, hop.Descriptor, hop.Relation, hop.OnRecord)));
        Assert.Null(AttributionText.Read(written, out var again));
        Assert.Equal(read, again);
    }

    private static IEnumerable<string> Hops(IEnumerable<HopDraft> hops) =>
        hops.Select(hop => $"{hop.Source ?? hop.Descriptor} {hop.Relation} {hop.OnRecord}");

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
