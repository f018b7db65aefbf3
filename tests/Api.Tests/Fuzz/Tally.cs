using System.Globalization;
using System.Text;
using ClaimCheck.Api.Tests.Contract;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>What a run has seen.</summary>
/// <param name="seed">What makes the same run again.</param>
internal sealed class Tally(ulong seed)
{
    private readonly Dictionary<string, int[]> classes = [];
    private readonly Dictionary<Rule, int> breaches = [];

    internal int Compared { get; set; }

    internal TimeSpan Took { get; set; }

    /// <summary>How many breaches of a rule were seen, or of all.</summary>
    internal int Breaches(params Rule[] rules) => breaches.Where(breach => rules.Length == 0 || rules.Contains(breach.Key)).Sum(breach => breach.Value);

    /// <summary>How many requests an operation got; all together without one.</summary>
    internal int Requests(DocumentedOperation? operation = null) =>
        operation is null ? classes.Values.Sum(statuses => statuses.Sum()) : classes.GetValueOrDefault(operation.Id, []).Sum();

    /// <summary>How many of them were accepted.</summary>
    internal int Accepted(DocumentedOperation operation) => classes.GetValueOrDefault(operation.Id) is { } statuses ? statuses[2] + statuses[3] : 0;

    internal void Add(DocumentedOperation operation, int status, IEnumerable<Breach> found)
    {
        classes.TryAdd(operation.Id, new int[6]);
        classes[operation.Id][status / 100]++;
        foreach (var breach in found)
        {
            breaches[breach.Rule] = breaches.GetValueOrDefault(breach.Rule) + 1;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"operation",-18}{"requests",9}{"2xx",8}{"3xx",7}{"4xx",8}{"5xx",6}");
        foreach (var operation in DocumentedOperation.All.Where(operation => classes.ContainsKey(operation.Id)))
        {
            var seen = classes[operation.Id];
            text.AppendLine(CultureInfo.InvariantCulture, $"{operation.Id,-18}{seen.Sum(),9}{seen[2],8}{seen[3],7}{seen[4],8}{seen[5],6}");
        }

        var fives = Breaches(Rule.NoServerError);
        text.AppendLine(CultureInfo.InvariantCulture, $"{Requests()} requests in {Took.TotalSeconds:0.0} s, seed {seed}");
        text.AppendLine(CultureInfo.InvariantCulture, $"5xx: {fives}; contract violations: {Breaches() - fives - Breaches(Rule.TextUnchanged)}; texts compared: {Compared}, changed: {Breaches(Rule.TextUnchanged)}");
        foreach (var (rule, count) in breaches)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {rule}: {count}");
        }

        return text.ToString();
    }
}
