using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Data.Importing;

/// <summary>
/// The order in which claims of a batch are stored: those that others of it name as where they have it from go first, and rows of one
/// key as they stand in the file.
/// </summary>
internal static class ClaimLevels
{
    /// <summary>Rows with their places, level by level. Those that name one another in a circle come last.</summary>
    public static IReadOnlyList<IReadOnlyList<(int Index, RowToMerge<ClaimRecord> Row)>> Of(IReadOnlyList<RowToMerge<ClaimRecord>> rows)
    {
        if (!rows.Any(row => row.Record.Draft.Attribution.Any(hop => hop.UpstreamClaim is not null)))
        {
            return [[.. rows.Index()]];
        }

        var before = FindBefore(rows);
        var after = before.SelectMany((places, index) => places.Select(place => (place, index))).ToLookup(pair => pair.place, pair => pair.index);
        var left = before.ConvertAll(places => places.Count);
        var levels = new List<IReadOnlyList<(int Index, RowToMerge<ClaimRecord> Row)>>();
        var level = Enumerable.Range(0, rows.Count).Where(index => left[index] == 0).ToList();
        while (level.Count > 0)
        {
            levels.Add(level.ConvertAll(index => (index, rows[index])));
            level = [.. level.SelectMany(index => after[index]).Where(index => --left[index] == 0).Order()];
        }

        var circles = rows.Index().Where(row => left[row.Index] > 0).ToList();
        return circles.Count == 0 ? levels : [.. levels, circles];
    }

    /// <summary>For each row, the places of those that are to be stored before it.</summary>
    private static List<List<int>> FindBefore(IReadOnlyList<RowToMerge<ClaimRecord>> rows)
    {
        var named = new Dictionary<(string Source, string Name), int>();
        var before = new List<List<int>>(rows.Count);
        foreach (var (index, row) in rows.Index())
        {
            var places = new List<int>();
            foreach (var name in NamesOf(row.Record))
            {
                if (named.TryGetValue(name, out var same))
                {
                    places.Add(same);
                }

                named[name] = index;
            }

            before.Add(places);
        }

        foreach (var (index, row) in rows.Index())
        {
            foreach (var hop in row.Record.Draft.Attribution)
            {
                if (hop is { Source: { } source, UpstreamClaim: { } upstream } && named.TryGetValue((source, upstream), out var place))
                {
                    before[index].Add(place);
                }
            }
        }

        return before;
    }

    private static IEnumerable<(string Source, string Name)> NamesOf(ClaimRecord record)
    {
        if (record.ExternalId is { } key)
        {
            yield return (record.Source, key);
        }

        if (record.Kept.Id is { } id)
        {
            yield return (record.Source, id.ToString());
        }
    }
}
