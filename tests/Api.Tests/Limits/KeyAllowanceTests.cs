using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Limits;
using ClaimCheck.Api.Telemetry;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Api.Tests.Limits;

/// <summary>The allowances themselves, and what is corrected once it is known what a request came to.</summary>
public sealed class KeyAllowanceTests
{
    private readonly MovableClock clock = new();
    private readonly KeyAllowances allowances;
    private readonly ApiKey key;
    private readonly KeyLimit limit;
    private readonly ApiMeters meters = new();
    private Action<HttpContext> serving = _ => { };

    public KeyAllowanceTests()
    {
        allowances = new KeyAllowances(10, clock);
        key = new ApiKey(NewId.At(clock.GetUtcNow()), "abcdefgh", "test", Role.Reader, clock.GetUtcNow(), "test", null, null, null);
        limit = new KeyLimit(
            context =>
            {
                serving(context);
                return Task.CompletedTask;
            },
            allowances, new AddressAllowances(10, clock), new Refusals(new HeldAnswers(clock), clock, meters, NullLogger<Refusals>.Instance), clock);
    }

    [Fact]
    public async Task An_answer_that_nothing_has_changed_costs_nothing()
    {
        var context = await SendAsync(new OperationCost(5), context => context.Response.StatusCode = StatusCodes.Status304NotModified);

        Assert.Equal("\"key\";r=100;t=0", context.Response.Headers["RateLimit"]);
    }

    [Fact]
    public async Task A_flood_of_such_answers_is_limited_all_the_same()
    {
        for (var i = 0; i < 200; i++)
        {
            var context = await SendAsync(new OperationCost(1), context => context.Response.StatusCode = StatusCodes.Status304NotModified);
            Assert.Equal(StatusCodes.Status304NotModified, context.Response.StatusCode);
        }

        Assert.False(allowances.Take(key.Id, 1).IsGranted);
    }

    [Fact]
    public async Task A_search_costs_what_it_took()
    {
        var search = new OperationCost(3, UnitsOfSearch: 20);
        var quick = await SendAsync(search, _ => clock.Move(TimeSpan.FromMilliseconds(10)), "?q=a");
        clock.Move(TimeSpan.FromMinutes(1));
        var slow = await SendAsync(search, _ => clock.Move(TimeSpan.FromMilliseconds(20)), "?q=a");

        Assert.StartsWith("\"key\";r=80;", quick.Response.Headers["RateLimit"].ToString(), StringComparison.Ordinal);
        Assert.StartsWith("\"key\";r=60;", slow.Response.Headers["RateLimit"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_fails_costs_what_it_took_too()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(new OperationCost(3, UnitsOfSearch: 20), _ =>
        {
            clock.Move(TimeSpan.FromMilliseconds(20));
            throw new TimeoutException();
        }, "?q=a"));

        Assert.Equal(59, allowances.Take(key.Id, 1).Left);
    }

    [Fact]
    public async Task One_search_never_takes_more_than_half_of_all()
    {
        await SendAsync(new OperationCost(3, UnitsOfSearch: 20), _ => clock.Move(TimeSpan.FromSeconds(3)), "?q=a");

        // The twenty that it took at first came back meanwhile.
        Assert.Equal(69, allowances.Take(key.Id, 1).Left);
    }

    [Theory]
    [InlineData(Operation.GetEvidence)]
    [InlineData(Operation.CheckPolicy)]
    [InlineData(Operation.RetractClaim)]
    [InlineData(Operation.RetractSource)]
    public async Task Whatever_counts_origins_costs_what_it_took(Operation operation)
    {
        var cost = OperationCosts.Of(operation);

        var slow = await SendAsync(cost, _ => clock.Move(TimeSpan.FromMilliseconds(20)));

        Assert.StartsWith($"\"key\";r={Math.Max(100 - cost.Units - 20, 50)};", slow.Response.Headers["RateLimit"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void However_dear_a_search_was_its_key_is_back_soon()
    {
        allowances.Correct(key.Id, 1_000_000);

        clock.Move(TimeSpan.FromSeconds(10));
        Assert.False(allowances.Take(key.Id, 1).IsGranted);
        clock.Move(TimeSpan.FromSeconds(1));
        Assert.True(allowances.Take(key.Id, 1).IsGranted);
    }

    [Fact]
    public void What_costs_more_than_all_takes_all()
    {
        Assert.Equal(new Allowance(true, 0, 10, 0), allowances.Take(key.Id, 101));
        Assert.False(allowances.Take(key.Id, 1).IsGranted);
    }

    [Fact]
    public void However_many_take_at_once_no_more_is_given_than_there_is()
    {
        var many = new KeyAllowances(5_000, clock);
        var granted = 0;

        Parallel.For(0, 4 * many.Most, _ =>
        {
            if (many.Take(key.Id, 1).IsGranted)
            {
                Interlocked.Increment(ref granted);
            }
        });

        Assert.Equal(many.Most, granted);
    }

    [Fact]
    public void Keys_whose_allowance_is_whole_are_forgotten()
    {
        var memory = new ShortMemory<int, long>(most: 5_000, full => full <= clock.GetTimestamp());
        for (var i = 0; i < 4_000; i++)
        {
            memory.TryAdd(i, clock.GetTimestamp() + 1);
        }

        Assert.Equal(4_000, memory.Count);
        clock.Move(TimeSpan.FromTicks(1));
        for (var i = 0; i < 1_024; i++)
        {
            memory.TryAdd(-1 - i, clock.GetTimestamp() + 1);
        }

        Assert.InRange(memory.Count, 1, 1_024);
    }

    [Fact]
    public void However_many_are_made_up_only_so_many_are_remembered()
    {
        var memory = new ShortMemory<int, long>(most: 5_000, _ => false);
        for (var i = 0; i < 100_000; i++)
        {
            memory.TryAdd(i, 0);
        }

        Assert.InRange(memory.Count, 0, 5_000 + 1_024);
    }

    private async Task<HttpContext> SendAsync(OperationCost cost, Action<HttpContext> serve, string query = "")
    {
        var context = new DefaultHttpContext();
        context.Features.Set(key);
        context.Request.QueryString = new QueryString(query);
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(cost), null));
        serving = serve;
        await limit.InvokeAsync(context);
        return context;
    }
}
