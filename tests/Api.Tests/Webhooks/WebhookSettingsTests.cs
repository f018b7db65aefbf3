using ClaimCheck.Api.Hosting;
using ClaimCheck.Api.Webhooks;
using Microsoft.Extensions.Configuration;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>What holds where nothing is set.</summary>
public sealed class WebhookSettingsTests
{
    [Fact]
    public void Where_nothing_is_set_receivers_have_fifteen_seconds_and_are_outside()
    {
        var settings = WebhookSettings.Read(new ConfigurationBuilder().Build(), ServiceHost.CreateBuilder([]).Environment);

        Assert.Equal(TimeSpan.FromSeconds(15), settings.Timeout);
        Assert.Equal((false, 0, 4, 256, 30), (
            settings.AllowHttp, settings.AllowedNetworks.Count, settings.InFlight, settings.InFlightInAll, settings.RetentionDays));
    }
}
