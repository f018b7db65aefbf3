using System.Globalization;
using System.Reflection;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Importing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>The body of an import, not read yet: what it is, and what its headers announce of it.</summary>
public sealed class ImportBody : IRefusable, IBindableFromHttpContext<ImportBody>, IEndpointParameterMetadataProvider
{
    /// <summary>The most bytes, as they are sent and once they are inflated: 512 MiB.</summary>
    public const long MostBytes = 512L * 1024 * 1024;

    internal const string RowCountName = "Import-Row-Count";
    internal const string DigestName = "Content-Digest";
    private const string Gzip = "gzip";
    private const string DigestStart = "sha-256=:";
    private const int DigestLength = 32;

    private readonly HttpRequest _request;
    private readonly bool _isGzip;

    private ImportBody(HttpRequest request, ImportFormat format, bool isGzip, int? rowCount, byte[]? digest)
    {
        (_request, _isGzip) = (request, isGzip);
        (Format, RowCount, Digest) = (format, rowCount, digest);
    }

    private ImportBody(HttpRequest request, ProblemAnswer refusal)
    {
        _request = request;
        Refusal = refusal;
    }

    /// <inheritdoc/>
    public ProblemAnswer? Refusal { get; }

    /// <summary>How its rows are written down.</summary>
    public ImportFormat Format { get; }

    /// <summary>How many rows it is said to have.</summary>
    public int? RowCount { get; }

    /// <summary>SHA-256 that the bytes as they are sent are said to have.</summary>
    internal byte[]? Digest { get; }

    /// <summary>The bytes as they come over the wire, and as they are read.</summary>
    /// <param name="clock">The service's clock.</param>
    internal (SentBody Sent, Stream Read) Open(TimeProvider clock)
    {
        // The limit here is another one than that of other bodies, and is kept while it is read.
        if (_request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        var sent = new SentBody(_request.Body, clock);
        return (sent, _isGzip ? new InflatedBody(sent) : sent);
    }

    static ValueTask<ImportBody?> IBindableFromHttpContext<ImportBody>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<ImportBody?>(Read(context.Request));

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new TextBodyMetadata(ImportFormats.Bodies));
        builder.Metadata.Add(new RequestHeaderMetadata(
            RowCountName, "How many rows the body has. With another number the import is incomplete, and nothing is stored.", null, IsRequired: false, "^[0-9]+$", 10));
        builder.Metadata.Add(new RequestHeaderMetadata(
            DigestName, "SHA-256 of the body as it is sent (RFC 9530). With another one the import is incomplete, and nothing is stored.", null, IsRequired: false, "^sha-256=:[A-Za-z0-9+/]{43}=:$", 54));
        builder.Metadata.Add(new RequestHeaderMetadata(
            HeaderNames.ContentEncoding, "`gzip` where the body is compressed.", null, IsRequired: false, "^gzip$", 4));
        builder.Metadata.Add(new RequestHeaderMetadata(
            PreferAsync.Header, "`respond-async` to be answered as soon as the body has arrived (RFC 7240).", null, IsRequired: false));
        builder.Metadata.Add(new ProblemMetadata(
            [ProblemType.InvalidRequest, ProblemType.InvalidHeader, ProblemType.IncompleteImport, ProblemType.RequestTimeout, ProblemType.TooLarge, ProblemType.UnsupportedMediaType]));
    }

    private static ImportBody Read(HttpRequest request)
    {
        var known = MediaTypeHeaderValue.TryParse(request.ContentType, out var sent);
        if (!known || ImportFormats.Of(sent!.MediaType.Value!) is not { } format)
        {
            return new(request, Refuse($"The body must be sent with one of these as Content-Type: {ImportFormats.MediaTypes}."));
        }

        if (sent.Charset.HasValue && !HeaderUtilities.RemoveQuotes(sent.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return new(request, Refuse("The body must be sent in UTF-8: leave the charset out or say utf-8."));
        }

        var codings = request.Headers.ContentEncoding;
        if (codings.Count > 1 || (codings.Count == 1 && !string.Equals(codings[0], Gzip, StringComparison.OrdinalIgnoreCase)))
        {
            return new(request, Refuse("The body may be sent with Content-Encoding gzip, once, or without.").WithHeader(HeaderNames.AcceptEncoding, Gzip));
        }

        var errors = new Errors();
        var rowCount = ReadRowCount(request, errors);
        var digest = ReadDigest(request, errors);
        return errors.IsEmpty
            ? new(request, format, codings.Count == 1, rowCount, digest)
            : new(request, errors.As(ProblemType.InvalidHeader));
    }

    private static int? ReadRowCount(HttpRequest request, Errors errors)
    {
        if (!request.Headers.TryGetValue(RowCountName, out var values))
        {
            return null;
        }

        if (values is [var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return count;
        }

        errors.Add(RowCountName, "must be sent once, as a whole number");
        return null;
    }

    private static byte[]? ReadDigest(HttpRequest request, Errors errors)
    {
        if (!request.Headers.TryGetValue(DigestName, out var values))
        {
            return null;
        }

        var digest = new byte[DigestLength];
        if (values is [{ } text] && text.StartsWith(DigestStart, StringComparison.Ordinal) && text.EndsWith(':')
            && text.Length > DigestStart.Length
            && Convert.TryFromBase64String(text[DigestStart.Length..^1], digest, out var length) && length == DigestLength)
        {
            return digest;
        }

        errors.Add(DigestName, "must be sent once, as sha-256=:BASE64: with the 32 bytes of SHA-256");
        return null;
    }

    private static ProblemAnswer Refuse(string detail) =>
        Problems.Of(ProblemType.UnsupportedMediaType, detail).WithHeader("Accept-Post", ImportFormats.MediaTypes);
}
