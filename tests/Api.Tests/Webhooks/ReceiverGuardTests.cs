using System.Net;
using System.Text;
using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Domain.Webhooks;
using Microsoft.AspNetCore.Http;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>No message goes into the service's own network, however its address is written, found or led to.</summary>
public sealed class ReceiverGuardTests
{
    private static readonly IPNetwork[] Everything = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const string OnlyByProxy = "by-proxy.example.org";

    // Nobody answers there, and nobody is to wait for that.
    private static readonly TimeSpan NoPatience = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> WaysToThisMachine =>
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "0.0.0.0", "0", "[::]", "localhost", "LOCALHOST", "\uff11\uff12\uff17.\uff10.\uff10.\uff11",
        "\u2460\u2461\u2466.0.0.1", "127\u30020.0.1",
    ];

    public static TheoryData<string> WaysInside =>
    [
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "169.254.169.254", "[::ffff:169.254.169.254]", "2852039166",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[ff02::1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]",
        "[2002:7f00:1::]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "198.18.0.1", "192.0.2.1",
    ];

    [Theory]
    [MemberData(nameof(WaysToThisMachine))]
    public async Task No_way_of_writing_this_machine_s_address_leads_to_it(string host)
    {
        await using var receiver = await Receiver.StartAsync();
        var url = $"http://{host}:{receiver.Port}/hooks";

        var refused = await SendAsync(url, new ReceiverGuard([]));
        Assert.Equal(DeliveryFailure.AddressNotAllowed, refused.Failure);
        Assert.Empty(receiver.Messages);

        // The control: without the guard it does. (Of some ways Kestrel does not like the Host header, and says so with a 400.)
        var heard = await SendAsync(url, new ReceiverGuard(Everything));
        Assert.True(heard.Status is 204 or 400, $"{heard}");
    }

    [Theory]
    [MemberData(nameof(WaysInside))]
    public async Task No_address_that_is_not_public_is_dialled(string host)
    {
        var url = $"http://{host}/hooks";

        Assert.Equal(DeliveryFailure.AddressNotAllowed, (await SendAsync(url, new ReceiverGuard([]))).Failure);

        // The control: without the guard it is, and whoever is there or not has the say.
        var dialled = await SendAsync(url, new ReceiverGuard(Everything), NoPatience);
        Assert.True(
            dialled.Failure is null or DeliveryFailure.TimedOut or DeliveryFailure.ConnectionFailed or DeliveryFailure.Status or DeliveryFailure.BadAnswer,
            $"{dialled}");
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    [InlineData("127.0.0.1", "8.8.8.8")]
    [InlineData("2606:4700:4700::1111", "fd00::1")]
    public async Task A_name_that_stands_for_an_inner_address_too_is_not_dialled_at_all(params string[] addresses)
    {
        await using var receiver = await Receiver.StartAsync();

        var refused = await SendAsync(
            $"http://cms.example.org:{receiver.Port}/hooks", new ReceiverGuard([], (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse))));

        Assert.Equal(DeliveryFailure.AddressNotAllowed, refused.Failure);
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task A_name_that_comes_to_stand_for_an_inner_address_after_it_was_looked_at_does_not_lead_there()
    {
        await using var receiver = await Receiver.StartAsync();
        string[] answers = ["8.8.8.8", "127.0.0.1"];
        var asked = 0;
        Task<IPAddress[]> Rebind(string host, CancellationToken cancellation) =>
            Task.FromResult(new[] { IPAddress.Parse(answers[Math.Min(asked++, 1)]) });

        var guard = new ReceiverGuard([], Rebind);
        var url = $"http://cms.example.org:{receiver.Port}/hooks";
        var first = await SendAsync(url, guard, NoPatience);
        var second = await SendAsync(url, guard);

        // Once for each sending: what was looked at is what is dialled.
        Assert.Equal(2, asked);
        Assert.NotEqual(DeliveryFailure.AddressNotAllowed, first.Failure);
        Assert.Equal(DeliveryFailure.AddressNotAllowed, second.Failure);
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task A_redirection_is_a_failure_and_leads_nowhere()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, message) =>
        {
            context.Response.StatusCode = message.Path == "/hooks" ? StatusCodes.Status307TemporaryRedirect : StatusCodes.Status200OK;
            context.Response.Headers.Location = $"http://127.0.0.2:{receiver.Port}/inside";
            return Task.CompletedTask;
        };

        var result = await SendAsync(receiver.Url, new ReceiverGuard([IPNetwork.Parse("127.0.0.1/32")]));

        Assert.Equal((DeliveryFailure.Status, 307), (result.Failure, result.Status));
        Assert.Equal("/hooks", Assert.Single(receiver.Messages).Path);

        // The control: whoever follows is led inside.
        using var follower = new HttpClient();
        using var followed = await follower.PostAsync(receiver.Url, new ByteArrayContent([]), Stop);
        Assert.Equal("/inside", receiver.Messages[^1].Path);
    }

    [Fact]
    public async Task A_network_that_is_allowed_is_dialled_and_no_other()
    {
        await using var receiver = await Receiver.StartAsync();
        var guard = new ReceiverGuard([IPNetwork.Parse("127.0.0.0/30")]);

        Assert.Null((await SendAsync(receiver.Url, guard)).Failure);
        Assert.Equal(DeliveryFailure.AddressNotAllowed, (await SendAsync($"http://127.0.0.4:{receiver.Port}/hooks", guard)).Failure);
    }

    [Fact]
    public async Task No_proxy_is_asked()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var proxy = await Receiver.StartAsync();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyOf(OnlyByProxy, new Uri($"http://127.0.0.1:{proxy.Port}"));
        try
        {
            var url = $"http://{OnlyByProxy}:{receiver.Port}/hooks";
            Assert.Null((await SendAsync(url, new ReceiverGuard(Everything, (_, _) => Task.FromResult(new[] { IPAddress.Loopback })))).Failure);
            Assert.Equal((1, 0), (receiver.Messages.Count, proxy.Messages.Count));

            // The control: whoever asks it is led to it.
            using var other = new HttpClient();
            using var answer = await other.PostAsync(url, new ByteArrayContent([]), Stop);
            Assert.Equal((1, 1), (receiver.Messages.Count, proxy.Messages.Count));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public async Task Where_TLS_is_wanted_nothing_is_sent_without_it()
    {
        await using var receiver = await Receiver.StartAsync();
        using var sender = new WebhookSender(new ReceiverGuard(Everything), allowHttp: false, Patience, TimeProvider.System);

        Assert.Equal(DeliveryFailure.AddressNotAllowed, (await sender.SendAsync(Message(receiver.Url), Stop)).Failure);
        Assert.Equal(DeliveryFailure.TlsFailed, (await sender.SendAsync(Message($"https://127.0.0.1:{receiver.Port}/"), Stop)).Failure);
        Assert.Empty(receiver.Messages);
    }

    private static OutgoingMessage Message(string url) => new(url, "msg_1", Encoding.UTF8.GetBytes("{}"), [WebhookSecret.Create()]);

    private static async Task<DeliveryAttempt> SendAsync(string url, ReceiverGuard guard, TimeSpan? patience = null)
    {
        using var sender = new WebhookSender(guard, allowHttp: true, patience ?? Patience, TimeProvider.System);
        return await sender.SendAsync(Message(url), Stop);
    }

    /// <summary>A proxy for one host, so that it is in nobody else's way.</summary>
    private sealed class ProxyOf(string name, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri host) => host.Host != name;
    }
}
