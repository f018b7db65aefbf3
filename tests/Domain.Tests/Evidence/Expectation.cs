using System.Globalization;
using System.Text.RegularExpressions;
using ClaimCheck.Domain.Evidence;
using Answer = ClaimCheck.Domain.Evidence.Evidence;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>Holds an answer against one line of expectation. A line that it does not understand is an error.</summary>
internal sealed partial class Expectation(Question question, Answer answer)
{
    private readonly Neighbourhood known = question.Known;

    /// <summary>Whether the line states the numbers that every case must have.</summary>
    public static bool IsComplete(string line) =>
        line.StartsWith("floor ", StringComparison.Ordinal) && line.Contains(", ceiling ", StringComparison.Ordinal)
        && Words<EvidenceStatus>.All.Any(word => line.EndsWith($", {word}", StringComparison.Ordinal));

    /// <summary>Fails unless the answer is as the line says.</summary>
    public void Check(string line)
    {
        switch (line)
        {
            case "contested" or "uncontested":
                Assert.Equal(line == "contested", answer.IsContested);
                break;
            case "complete" or "cut":
                Assert.Equal(line == "cut", answer.WasCut);
                break;
            case "nothing held":
                Assert.Empty(answer.Supporting.Holds.Select(hold => hold.Explanation));
                break;
            case "not circular":
                Assert.Empty(answer.Circular);
                break;
            default:
                CheckPhrase(line);
                break;
        }
    }

    private void CheckPhrase(string line)
    {
        if (HoldLine().Match(line) is { Success: true } hold)
        {
            CheckHold(hold.Groups["reason"].Value, hold.Groups["claims"].Value, hold.Groups["about"].Value);
        }
        else if (line.StartsWith("not held by ", StringComparison.Ordinal))
        {
            var reason = Words<HoldReason>.Parse(line["not held by ".Length..]);
            Assert.DoesNotContain(answer.Supporting.Holds, hold => hold.Reason == reason);
        }
        else if (OriginLine().Match(line) is { Success: true } origin)
        {
            CheckOrigin(origin.Groups["kind"].Value, origin.Groups["who"].Value, origin.Groups["claims"].Value);
        }
        else if (CircularLine().Match(line) is { Success: true } circle)
        {
            Assert.Contains(
                $"{Sorted(circle.Groups["sources"].Value)} by {Sorted(circle.Groups["claims"].Value)}",
                answer.Circular.Select(found => $"{Sorted(found.Sources.Select(source => source.Slug))} by {Sorted(found.Claims.Select(Name))}"));
        }
        else if (ListLine().Match(line) is { Success: true } list)
        {
            CheckList(list.Groups["what"].Value, list.Groups["names"].Value);
        }
        else if (line.StartsWith("note says ", StringComparison.Ordinal))
        {
            Assert.Contains(line["note says ".Length..], answer.Summary, StringComparison.Ordinal);
        }
        else if (line.StartsWith("against ", StringComparison.Ordinal))
        {
            CheckNumbers(answer.Contradicting, line["against ".Length..]);
        }
        else
        {
            CheckNumbers(answer.Supporting, line);
        }
    }

    private static void CheckNumbers(EvidenceSide side, string line)
    {
        foreach (var part in line.Split(", "))
        {
            if (Words<EvidenceStatus>.TryParse(part, out var status))
            {
                Assert.Equal(status, side.Status);
                continue;
            }

            var number = NumberPart().Match(part);
            Assert.True(number.Success, $"Not understood: {part}");
            var what = number.Groups["what"].Value;
            var found = what switch
            {
                "floor" => side.Origins.Floor,
                "ceiling" => side.Origins.Ceiling,
                "named" => side.Origins.Named,
                "unnamed" => side.Origins.Unnamed,
                "first-hand" => side.Origins.FirstHand,
                "not recorded" => side.Origins.NotRecorded,
                "reports" => side.Reports,
                "outlets" => side.Outlets,
                "families" => side.Families,
                _ => throw new InvalidDataException($"Not understood: {part}"),
            };
            Assert.Equal($"{what} {number.Groups["number"].Value}", string.Create(CultureInfo.InvariantCulture, $"{what} {found}"));
        }
    }

    private void CheckHold(string reason, string claims, string about)
    {
        var concerned = about.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(answer.Supporting.Holds, hold =>
            hold.Reason == Words<HoldReason>.Parse(reason)
            && Sorted(hold.Claims.Select(Name)) == Sorted(claims)
            && hold.ClaimCount == hold.Claims.Count
            && concerned.All(one => hold.Sources.Any(source => source.Slug == one) || hold.Texts.Any(text => $"\"{text}\"" == one)));
    }

    private void CheckOrigin(string kind, string who, string claims) => Assert.Contains(
        $"{kind} {who}: {Sorted(claims)}",
        answer.Supporting.Behind.Select(origin => string.Create(
            CultureInfo.InvariantCulture,
            $"{Words<OriginKind>.Of(origin.Kind)} {string.Join(" ", origin.Unnamed.Select(one => $"\"{one.Descriptor}\" @ {one.Relay.Slug}").Prepend(Sorted(origin.Sources.Select(source => source.Slug))).Where(part => part.Length > 0))}: {Sorted(origin.Claims.Select(Name))}")));

    private void CheckList(string what, string names)
    {
        var found = what switch
        {
            "supporting" => answer.Supporting.Claims.Select(claim => Name(claim.Claim.Id)),
            "contradicting" => answer.Contradicting.Claims.Select(claim => Name(claim.Claim.Id)),
            "suggested" => answer.Supporting.Claims.Concat(answer.Contradicting.Claims).Where(claim => claim.IsSuggested).Select(claim => Name(claim.Claim.Id)),
            "both sides" => answer.OnBothSides.Select(Name),
            "witnesses" => answer.Supporting.Witnesses.Select(Name),
            "disagreeing" => answer.JudgementsDisagree.Select(id => LedgerNotation.Write(known.Judgements.Single(judgement => judgement.Id == id), known)),
            "choke points" => answer.ChokePoints.Select(point => string.Create(
                CultureInfo.InvariantCulture, $"{point.Source?.Slug ?? $"claim {Name(point.Claim!.Value)}"} {point.Floor}/{point.Ceiling}")),
            _ => throw new InvalidDataException($"Not understood: {what}"),
        };
        var separator = what switch { "choke points" => ", ", "disagreeing" => "; ", _ => " " };
        var expected = names == "none" ? [] : names.Split(separator);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private string Name(Guid claim) => LedgerNotation.Name(claim, known);

    private static string Sorted(string names) => Sorted(names.Split(' '));

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^held by (?<reason>\w+): (?<claims>[^(]+?)(?: \((?<about>.+)\))?$")]
    private static partial Regex HoldLine();

    [GeneratedRegex(@"^origin (?<kind>\w+) (?<who>.+): (?<claims>[^:]+)$")]
    private static partial Regex OriginLine();

    [GeneratedRegex("^circular: (?<sources>.+) by (?<claims>.+)$")]
    private static partial Regex CircularLine();

    [GeneratedRegex("^(?<what>supporting|contradicting|suggested|both sides|witnesses|disagreeing|choke points): (?<names>.+)$")]
    private static partial Regex ListLine();

    [GeneratedRegex(@"^(?<what>[a-z -]+) (?<number>\d+)$")]
    private static partial Regex NumberPart();
}
