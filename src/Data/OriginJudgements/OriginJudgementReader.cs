using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Evidence;
using Dapper;

namespace ClaimCheck.Data.OriginJudgements;

/// <summary>Which judgements a list holds; null leaves a filter out.</summary>
/// <param name="Claim">A claim whose origin is judged.</param>
/// <param name="Descriptor">How a judged source that is not named is described, in any spelling that reads alike.</param>
/// <param name="Relay">The named source behind which it stands; together with <paramref name="Descriptor"/>, both of the same side.</param>
/// <param name="Verdict">What was judged.</param>
/// <param name="Standing">Whether they still stand.</param>
public sealed record OriginJudgementFilter(
    Guid? Claim = null, string? Descriptor = null, Guid? Relay = null, OriginVerdict? Verdict = null, bool? Standing = null);

/// <summary>Reads judgements on origins.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Names the relays.</param>
public sealed class OriginJudgementReader(Database database, SourceDirectory directory)
{
    private static readonly Sql Statements = Sql.Load("origin_judgements");

    /// <summary>The judgement with this id, whether it stands or not; or null.</summary>
    public async Task<OriginJudgement?> GetAsync(Guid id, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync<OriginJudgementRow>(
            new CommandDefinition(Statements["OriginJudgementGet"], new { id }, cancellationToken: cancellation));
        return (await NamedAsync(rows, cancellation)).SingleOrDefault();
    }

    /// <summary>The version of a judgement, or null.</summary>
    public ValueTask<int?> GetVersionAsync(Guid id, CancellationToken cancellation) =>
        database.ReadVersionAsync(new CommandDefinition(Statements["OriginJudgementVersion"], new { id }, cancellationToken: cancellation));

    /// <summary>Judgements, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those made before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<OriginJudgement>> ListAsync(
        OriginJudgementFilter filter, Guid? before, int take, CancellationToken cancellation)
    {
        var filters = new Filters()
            .Add("before", before)
            .Add("claim", filter.Claim)
            .Add("verdict", filter.Verdict is { } verdict ? Words<OriginVerdict>.Of(verdict) : null)
            .Add("standing", filter.Standing);
        var key = filter.Descriptor is { } descriptor ? Descriptor.KeyOf(descriptor) : null;
        if (key is not null && filter.Relay is { } relay)
        {
            filters.Add("behind", relay).Set("key", key);
        }
        else
        {
            filters.Add("descriptorKey", key).Add("relay", filter.Relay);
        }

        var rows = await database.ReadAsync<OriginJudgementRow>(
            filters.Command(Statements, "OriginJudgementList", take, cancellation));
        return await NamedAsync(rows, cancellation);
    }

    private async ValueTask<IReadOnlyList<OriginJudgement>> NamedAsync(List<OriginJudgementRow> rows, CancellationToken cancellation)
    {
        var sources = await directory.NamesAsync(OriginJudgementRow.SourcesOf(rows), cancellation);
        return rows.ConvertAll(row => row.ToJudgement(sources));
    }
}
