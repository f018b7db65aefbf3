using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClaimCheck.Api.Tests.Operations;

/// <summary>What the service does now and then, a hundred times as often.</summary>
public sealed class HousekeepingTests(HousekeepingTests.HurriedFixture api) : IClassFixture<HousekeepingTests.HurriedFixture>
{
    [Fact]
    public async Task Postgres_knows_how_large_a_table_is_soon_after_it_has_grown()
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.ExecuteAsync("""
            alter table sources set (autovacuum_enabled = false);
            insert into sources (id, slug, name, kind, family_id, version, created_at, updated_at)
            select id, 'many-' || n, 'One of many', 'person', id, 1, now(), now()
              from (select gen_random_uuid() as id, n from generate_series(1, 1500) n) made;
            select pg_stat_force_next_flush();
            """);

        await Eventually.TrueAsync(async () => await KnownAsync(connection) != -1, "Postgres has looked at the table");
        Assert.Equal(await connection.ExecuteScalarAsync<long>("select count(*) from sources"), await KnownAsync(connection));
    }

    [Fact]
    public async Task How_far_behind_a_follower_of_the_feed_is_can_be_watched()
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.ExecuteAsync("insert into change_followers (name, transaction, sequence) values ('asleep', 0, 0), ('awake', 9223372036854775807, 0)");
        var lags = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "claimcheck.changes.lag")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => lags[(string)tags[0].Value!] = seconds);
        listener.Start();

        await Eventually.TrueAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return Task.FromResult(lags.ContainsKey("asleep"));
            },
            "it was looked who is behind");
        var oldest = await connection.ExecuteScalarAsync<double>("select extract(epoch from now() - min(at)) from audit_log where transaction is not null");
        Assert.InRange(lags["asleep"], double.Epsilon, oldest);
        Assert.Equal(0, lags["awake"]);
    }

    private static Task<long> KnownAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<long>("select reltuples::bigint from pg_class where oid = 'sources'::regclass");

    public sealed class HurriedFixture(PostgresFixture postgres) : ApiFixture(postgres)
    {
        protected override void Configure(WebApplicationBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.AddSingleton<TimeProvider>(new HurriedClock());
        }
    }

    /// <summary>A clock by which whatever is done again and again is done sooner.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private const int Hurry = 100;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            period > TimeSpan.Zero
                ? base.CreateTimer(callback, state, dueTime / Hurry, period / Hurry)
                : base.CreateTimer(callback, state, dueTime, period);
    }
}
