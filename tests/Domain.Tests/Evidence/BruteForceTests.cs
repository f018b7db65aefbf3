using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>The counter against a simple one that tries everything, and choke points against withdrawals that are really made.</summary>
public sealed class BruteForceTests
{
    private const ulong Seed = 20140613;

    [Fact]
    public void Both_numbers_of_both_sides_are_those_of_trying_everything() => Agree(3000, question =>
    {
        var (answer, simple) = (question.Answer(), new SimpleCount(question));
        return (
            Numbers(answer.Supporting.Origins.Floor, answer.Supporting.Origins.Ceiling, answer.Contradicting.Origins.Floor, answer.Contradicting.Origins.Ceiling),
            Numbers(simple.Of(simple.Supporting).Floor, simple.Of(simple.Supporting).Ceiling, simple.Of(simple.Contradicting).Floor, simple.Of(simple.Contradicting).Ceiling));
    });

    [Fact]
    public void The_sides_are_those_of_following_the_links_one_by_one() => Agree(1000, question =>
    {
        var (answer, simple) = (question.Answer(), new SimpleCount(question));
        return (
            Names(answer.Supporting.Claims.Select(claim => claim.Claim.Id), answer.Contradicting.Claims.Select(claim => claim.Claim.Id)),
            Names(simple.Supporting, simple.Contradicting));
    });

    [Fact]
    public void Choke_points_are_exactly_the_withdrawals_that_lower_a_number() => Agree(2000, question =>
    {
        var before = Count(question);
        var claims = question.Known.Claims.Select(claim => ($"claim {claim.ExternalId}", Count(RandomLedger.Retracted(question, claim.Id))));
        var sources = question.Known.Sources.Values.Select(source => (source.Source.Slug, Count(RandomLedger.Withdrawn(question, source.Source.Id))));
        var real = claims.Concat(sources).Where(left => left.Item2 != before).Select(left => Numbers(left.Item1, left.Item2.Floor, left.Item2.Ceiling));
        var listed = question.Answer().ChokePoints.Select(point => Numbers(
            point.Source?.Slug ?? $"claim {LedgerNotation.Name(point.Claim!.Value, question.Known)}", point.Floor, point.Ceiling));
        return (Sorted(listed), Sorted(real));
    });

    private static (int Floor, int Ceiling) Count(Question question)
    {
        var simple = new SimpleCount(question);
        return simple.Of(simple.Supporting);
    }

    private static string Numbers(params object[] parts) => string.Join(' ', parts.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)));

    private static string Names(IEnumerable<Guid> supporting, IEnumerable<Guid> contradicting) =>
        $"{string.Join(' ', supporting.Order())} against {string.Join(' ', contradicting.Order())}";

    private static string Sorted(IEnumerable<string> lines) => string.Join("; ", lines.Order(StringComparer.Ordinal));

    private static void Agree(int times, Func<Question, (string Counted, string Tried)> both) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed), FSharpOption<int>.None))),
        Prop.ForAll(RandomLedger.Any, question =>
        {
            var (counted, tried) = both(question);
            return (counted == tried).Label($"counted: {counted}\ntried:   {tried}");
        }));
}
