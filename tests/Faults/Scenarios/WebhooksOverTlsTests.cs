using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ClaimCheck.Faults.Servers;
using ClaimCheck.Faults.Webhooks;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>Receivers that have a certificate: told is whoever has one that holds for the name by which he is called, though he is reached by his address.</summary>
public sealed class WebhooksOverTlsTests(FaultsFixture faults) : OwnServer(faults)
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("claimcheck-tls-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_receiver_whose_certificate_holds_is_told()
    {
        using var certificate = Certify("localhost");
        await using var receiver = await Receiver.StartAsync(certificate: certificate);
        await using var service = await ServeAsync(trusted: certificate);
        var hook = await service.HookAsync(receiver);

        await service.WriteAsync(2);
        await receiver.TakenAsync(2);
        await Hooks.QuietAsync(Admin, hook);

        Assert.True((await Hooks.CompareAsync(Admin, hook, receiver)).IsWhole);
    }

    [Fact]
    public async Task A_receiver_whose_certificate_is_for_another_name_is_told_nothing()
    {
        using var certificate = Certify("newsroom.example");

        await IsToldNothingAsync(certificate, trusted: certificate);
    }

    [Fact]
    public async Task A_receiver_whose_certificate_nobody_vouches_for_is_told_nothing()
    {
        using var certificate = Certify("localhost");
        using var other = Certify("localhost");

        await IsToldNothingAsync(certificate, trusted: other);
    }

    private static X509Certificate2 Certify(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }

    private async Task IsToldNothingAsync(X509Certificate2 certificate, X509Certificate2 trusted)
    {
        await using var receiver = await Receiver.StartAsync(certificate: certificate);
        await using var service = await ServeAsync(trusted);
        var hook = await service.HookAsync(receiver);
        using var admin = service.NewClient();

        await service.WriteAsync(1);

        JsonElement[] attempts = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var deliveries = (await admin.GetFromJsonAsync<JsonElement>($"/v1/webhooks/{hook}/deliveries")).GetProperty("items");
                attempts = [.. deliveries.EnumerateArray().SelectMany(delivery => delivery.GetProperty("attempts").EnumerateArray())];
                return attempts.Length > 0;
            },
            "it was tried");
        Assert.Equal("tls_failed", attempts[0].GetProperty("failure").GetString());
        Assert.Empty(receiver.Messages);
    }

    private async Task<TestedService> ServeAsync(X509Certificate2 trusted)
    {
        var authority = Path.Combine(folder.FullName, "authority.pem");
        await File.WriteAllTextAsync(authority, trusted.ExportCertificatePem(), TestContext.Current.CancellationToken);
        var settings = Hooks.Settings(("AllowedNetworks", "127.0.0.0/8,::1/128"));

        // Where OpenSSL looks for the certificates that it trusts.
        settings["SSL_CERT_FILE"] = authority;
        return await TestedService.OverAsync(Admin, Faults.Key, settings);
    }
}
