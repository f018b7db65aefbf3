using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ClaimCheck.Domain.Evidence;
using Answer = ClaimCheck.Domain.Evidence.Evidence;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>Floors of larger sides, whose claims share publishers at random: exact where that is stated, never too high elsewhere.</summary>
public sealed class PackingTests
{
    [Theory]
    [MemberData(nameof(Seeds), 60)]
    public void The_floor_of_a_larger_side_is_that_of_a_plain_search(int seed)
    {
        var random = new Random(seed);
        var publishers = random.Next(12, 45);
        var claims = Enumerable.Range(0, random.Next(30, 61)).Select(_ => Some(random, publishers, random.Next(1, 4))).ToList();
        var origins = Count(claims).Supporting.Origins;
        Assert.True(origins.FloorIsExact);
        Assert.Equal(Largest(claims), origins.Floor);
    }

    [Fact]
    public void Beyond_what_is_searched_the_floor_is_a_lower_bound_that_says_so_whatever_the_order()
    {
        const int Publishers = 240;
        const int OfEach = 3;
        var random = new Random(1);
        var claims = Enumerable.Range(0, 900).Select(_ => Some(random, Publishers, OfEach)).ToList();
        var answer = Count(claims);
        Assert.False(answer.Supporting.Origins.FloorIsExact);

        // Of so many publishers no more triples without one in common can be chosen.
        Assert.InRange(answer.Supporting.Origins.Floor, 2, Publishers / OfEach);
        Assert.Equal(answer.Supporting.Origins.Floor, answer.Supporting.Witnesses.Count);
        var chosen = answer.Supporting.Witnesses.Select(id => claims[LedgerIndex(id)]).ToList();
        Assert.Equal(chosen.Count * OfEach, chosen.SelectMany(held => held).Distinct().Count());

        var shuffled = RandomLedger.Shuffled(Ask(claims), 7).Answer();
        Assert.Equal(JsonSerializer.Serialize(answer), JsonSerializer.Serialize(shuffled));
    }

    public static TheoryData<int> Seeds(int count) => [.. Enumerable.Range(1, count)];

    private static int[] Some(Random random, int publishers, int count)
    {
        var all = Enumerable.Range(0, publishers).ToArray();
        random.Shuffle(all);
        return all[..count];
    }

    private static Answer Count(List<int[]> claims) => Ask(claims).Answer();

    /// <summary>Claims of an outlet each, through houses of these publishers, from an origin each.</summary>
    private static Question Ask(List<int[]> claims)
    {
        var reader = new LedgerReader();
        reader.Read("c0: asked");
        for (var i = 0; i < claims.Count; i++)
        {
            var houses = claims[i].Select(publisher => string.Create(CultureInfo.InvariantCulture, $"house-{i}-{publisher}")).ToList();
            reader.Read(string.Create(CultureInfo.InvariantCulture, $"c{i + 1}: outlet-{i} < {string.Join(" < ", houses)} < origin-{i}"));
            reader.Read(string.Create(CultureInfo.InvariantCulture, $"c0 = c{i + 1}"));
            foreach (var (house, publisher) in houses.Zip(claims[i]))
            {
                reader.Read(string.Create(CultureInfo.InvariantCulture, $"{house} of publisher-{publisher}"));
            }
        }

        return reader.Finish();
    }

    /// <summary>The reader numbers claims in the order in which it meets them, and the one asked about comes first.</summary>
    private static int LedgerIndex(Guid id) => BitConverter.ToInt32(id.ToByteArray()) - 2;

    private static int Largest(List<int[]> claims)
    {
        var apart = claims.Select(one => claims.Select((other, i) => (other, i))
            .Where(pair => one.Intersect(pair.other).Any())
            .Aggregate(0UL, (mask, pair) => mask | (1UL << pair.i))).ToArray();
        return Largest(apart, claims.Count == 64 ? ulong.MaxValue : (1UL << claims.Count) - 1, []);
    }

    /// <summary>Either the first that is left is chosen, or one of those in its way is: some largest choice has one of them.</summary>
    private static int Largest(ulong[] apart, ulong left, Dictionary<ulong, int> known)
    {
        if (left == 0)
        {
            return 0;
        }

        if (known.TryGetValue(left, out var best))
        {
            return best;
        }

        var fewest = -1;
        for (var rest = left; rest != 0; rest &= rest - 1)
        {
            var one = BitOperations.TrailingZeroCount(rest);
            if (fewest < 0 || BitOperations.PopCount(apart[one] & left) < BitOperations.PopCount(apart[fewest] & left))
            {
                fewest = one;
            }
        }

        for (var choice = apart[fewest] & left; choice != 0; choice &= choice - 1)
        {
            best = Math.Max(best, 1 + Largest(apart, left & ~apart[BitOperations.TrailingZeroCount(choice)], known));
        }

        known.Add(left, best);
        return best;
    }
}
