using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ClaimCheck.Faults.Feeds;
using ClaimCheck.Faults.Ledgers;
using ClaimCheck.Faults.Webhooks;

namespace ClaimCheck.Faults;

/// <summary>What one test has to tell.</summary>
/// <param name="Name">The scenario, or <c>control:</c> and what was taken out.</param>
/// <param name="Kills">How many processes, sessions or connections were ended, frozen or cut.</param>
/// <param name="Balance">The ledger's.</param>
internal sealed record Figure(string Name, int Kills, Balance? Balance = null)
{
    public TimeSpan? FirstSuccess { get; init; }

    public TimeSpan? Slowest { get; init; }

    public TimeSpan? Liveness { get; init; }
}

/// <summary>What one test has to tell of webhooks.</summary>
/// <param name="Name">The scenario, or <c>control:</c> and what was taken out.</param>
/// <param name="Kills">How many processes were ended.</param>
/// <param name="Told">What the receivers' ledgers show.</param>
internal sealed record WebhookFigure(string Name, int Kills, Told? Told = null)
{
    /// <summary>From each change until it was first sent.</summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } = [];
}

/// <summary>What one test has to tell of a reader of the feed.</summary>
/// <param name="Name">The scenario, or <c>control:</c> and what was taken out.</param>
/// <param name="Restarts">How often the reader was killed and began again.</param>
/// <param name="Read">What it saw.</param>
internal sealed record FeedFigure(string Name, int Restarts, Read Read);

/// <summary>Gathers what the tests have to tell, for the tables at the end.</summary>
public sealed class Figures
{
    private const string Nothing = "-";

    private readonly ConcurrentQueue<Figure> told = new();

    private readonly ConcurrentQueue<WebhookFigure> toldOfWebhooks = new();

    private readonly ConcurrentQueue<FeedFigure> toldOfFeed = new();

    internal void Tell(Figure figure) => told.Enqueue(figure);

    internal void TellOfWebhooks(WebhookFigure figure) => toldOfWebhooks.Enqueue(figure);

    internal void TellOfFeed(FeedFigure figure) => toldOfFeed.Enqueue(figure);

    /// <summary>The tables, in Markdown; times in milliseconds.</summary>
    public override string ToString() => $"{Stored()}\n{Sent()}\n{Seen()}";

    /// <summary>Of sendings, the share <paramref name="part"/> that came sooner.</summary>
    private static TimeSpan? Percentile(IReadOnlyList<TimeSpan> delays, double part) =>
        delays.Count == 0 ? null : delays.Order().ElementAt((int)Math.Min(delays.Count - 1, delays.Count * part));

    private string Seen()
    {
        var table = new StringBuilder()
            .AppendLine("| feed | restarts | written | seen once | missed | doubled | made up |")
            .AppendLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var (name, restarts, read) in toldOfFeed.OrderBy(figure => figure.Name.StartsWith("control", StringComparison.Ordinal)).ThenBy(figure => figure.Name))
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {restarts} | {read.Written} | {read.Once} | {read.Missed} | {read.Doubled} | {read.MadeUp} |");
        }

        return table.ToString();
    }

    private string Sent()
    {
        var table = new StringBuilder()
            .AppendLine("| webhooks | kills | changes | sent | lost | repeated | altered | made up | p50 ms | p99 ms | slowest ms |")
            .AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var figure in toldOfWebhooks.OrderBy(figure => figure.Name.StartsWith("control", StringComparison.Ordinal)).ThenBy(figure => figure.Name))
        {
            var t = figure.Told;
            string[] cells =
            [
                figure.Name, Number(figure.Kills), Number(t?.Changes), Number(t?.Sent), Number(t?.Lost), Number(t?.Repeated), Number(t?.Altered), Number(t?.MadeUp),
                Milliseconds(Percentile(figure.Delays, 0.5)), Milliseconds(Percentile(figure.Delays, 0.99)), Milliseconds(Percentile(figure.Delays, 1)),
            ];
            table.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |");
        }

        return table.ToString();
    }

    private string Stored()
    {
        var table = new StringBuilder()
            .AppendLine("| scenario | kills | acknowledged | lost | doubled | torn | refused | first success ms | slowest ms | liveness ms |")
            .AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var figure in told.OrderBy(figure => figure.Name.StartsWith("control", StringComparison.Ordinal)).ThenBy(figure => figure.Name))
        {
            var b = figure.Balance;
            string[] cells =
            [
                figure.Name, Number(figure.Kills), Number(b?.Acknowledged), Number(b?.Lost), Number(b?.Doubled), Number(b?.Torn), Number(b?.Refused),
                Milliseconds(figure.FirstSuccess), Milliseconds(figure.Slowest), Milliseconds(figure.Liveness),
            ];
            table.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |");
        }

        var real = told.Where(figure => !figure.Name.StartsWith("control", StringComparison.Ordinal)).ToList();
        return table.AppendLine(
            CultureInfo.InvariantCulture,
            $"| all but the controls | {real.Sum(f => f.Kills)} | {real.Sum(f => f.Balance?.Acknowledged)} | {real.Sum(f => f.Balance?.Lost)} | {real.Sum(f => f.Balance?.Doubled)} | {real.Sum(f => f.Balance?.Torn)} | {real.Sum(f => f.Balance?.Refused)} | {Milliseconds(real.Max(f => f.FirstSuccess))} | {Milliseconds(real.Max(f => f.Slowest))} | {Milliseconds(real.Max(f => f.Liveness))} |")
            .ToString();
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Nothing;

    private static string Milliseconds(TimeSpan? time) => time?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) ?? Nothing;
}
