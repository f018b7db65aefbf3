namespace ClaimCheck.Api.Http;

/// <summary>A kind of refusal or failure that a caller can recognise by its stable <see cref="Uri"/>.</summary>
public sealed class ProblemType
{
    private static readonly List<ProblemType> Catalogue = [];

#pragma warning disable CS1591 // Each type says what it means in its own words; docs/errors.md lists them.
    public static readonly ProblemType InvalidRequest = Define("invalid-request", 400, "The request is not as it should be", "The body is not valid JSON, or members of it are missing, unknown or of the wrong kind; `errors` names each by its JSON path.");
    public static readonly ProblemType InvalidQuery = Define("invalid-query", 400, "The query is not as it should be", "Query parameters are unknown, repeated, empty or out of range; `errors` names each.");
    public static readonly ProblemType InvalidCursor = Define("invalid-cursor", 400, "The cursor does not belong here", "The cursor was cut, changed, or made for another list or for other filters: start again without it.");
    public static readonly ProblemType InvalidHeader = Define("invalid-header", 400, "A header is not as it should be", "A request header has a form this service does not accept; `errors` names it.");
    public static readonly ProblemType IncompleteImport = Define("incomplete-import", 400, "The body of the import is not whole", "The body was cut off, damaged, cannot be told into rows, or is not what its headers announce: nothing of it is stored. `importId` names the import, which stays `incomplete`; send the whole file again.");
    public static readonly ProblemType BadRequest = Define("bad-request", 400, "The request could not be read", "The request breaks the rules of HTTP, or ended early.");
    public static readonly ProblemType Unauthenticated = Define("unauthenticated", 401, "A key is needed", "No key was sent, or it is unknown, expired or withdrawn.");
    public static readonly ProblemType Forbidden = Define("forbidden", 403, "This key may not do that", "The key is valid, but its role does not include this operation.");
    public static readonly ProblemType NotFound = Define("not-found", 404, "There is nothing here", "No such path, or no resource has this id. Ids are UUIDs in the form 8-4-4-4-12.");
    public static readonly ProblemType MethodNotAllowed = Define("method-not-allowed", 405, "The method is not for this path", "The path exists, but not for this method; `Allow` lists those it has.");
    public static readonly ProblemType NotAcceptable = Define("not-acceptable", 406, "None of the forms asked for is there", "`Accept` allows none of the media types in which this can be answered: name one of those that the operation lists, or leave `Accept` out.");
    public static readonly ProblemType RequestTimeout = Define("request-timeout", 408, "The request came too slowly", "The request did not arrive in the time allowed.");
    public static readonly ProblemType Conflict = Define("conflict", 409, "The present state does not allow this", "The change contradicts what is stored.");
    public static readonly ProblemType AlreadyExists = Define("already-exists", 409, "It is there already", "The same resource is stored already; `existingId` names it.");
    public static readonly ProblemType IdempotencyKeyInUse = Define("idempotency-key-in-use", 409, "The same request is being worked on", "A request with this `Idempotency-Key` has come before and is not answered yet: repeat after `Retry-After` seconds for its answer.", retryAfterSeconds: 1);
    public static readonly ProblemType Gone = Define("gone", 410, "It was taken down", "The resource existed and was taken down; its id is never used again.");
    public static readonly ProblemType CursorExpired = Define("cursor-expired", 410, "The cursor is too old", "What follows the cursor in the feed of changes is older than what the feed keeps: take a cursor with `since=now`, read what you keep anew from the lists or an export, and go on from that cursor.");
    public static readonly ProblemType LengthRequired = Define("length-required", 411, "The length is missing", "The request needs a Content-Length.");
    public static readonly ProblemType PreconditionFailed = Define("precondition-failed", 412, "It has changed", "The resource is not in the version that `If-Match` names: somebody else changed it first. The answer's `ETag` is the current one.");
    public static readonly ProblemType TooLarge = Define("too-large", 413, "The body is too large", "The body is larger than this operation takes.");
    public static readonly ProblemType AddressTooLong = Define("address-too-long", 414, "The address is too long", "The request line is longer than this service reads.");
    public static readonly ProblemType UnsupportedMediaType = Define("unsupported-media-type", 415, "The body is of a kind not taken here", "Content-Type, its charset or Content-Encoding is not one of those listed in `Accept-Post` or `Accept-Patch`.");
    public static readonly ProblemType Unprocessable = Define("unprocessable", 422, "The request is well formed but makes no sense", "Each member is valid by itself, but together they have no meaning.");
    public static readonly ProblemType TextRefused = Define("text-refused", 422, "The text holds characters that are refused", "Control characters, NUL, unpaired surrogates, direction overrides or isolates.");
    public static readonly ProblemType UnknownReference = Define("unknown-reference", 422, "The request refers to something unknown", "An id in the body or in a filter names nothing that is stored.");
    public static readonly ProblemType LineageCycle = Define("lineage-cycle", 422, "The lineage would run in a circle", "A claim cannot come, through others, from itself; the circle is named.");
    public static readonly ProblemType OwnershipCycle = Define("ownership-cycle", 422, "The source would own itself", "A source's parent may not be the source itself or anything it owns; the circle is named.");
    public static readonly ProblemType SelfLink = Define("self-link", 422, "A claim cannot be linked to itself", "Both ends of the link are the same claim.");
    public static readonly ProblemType NotCorroborated = Define("not-corroborated", 422, "Too few independent origins for that", "Credibility 1 says that other independent sources confirm the claim, but too few independent origins stand behind it: `detail` says how many are missing.");
    public static readonly ProblemType TooMuchAtOnce = Define("too-much-at-once", 422, "More would fall than can at once", "A withdrawal may take at most 5,000 claims and 5,000 links with it: narrow it to a span of time or to particular claims.");
    public static readonly ProblemType SameOrigin = Define("same-origin", 422, "There is nothing to judge", "Both sides of a judgement on origins are the same claim, or the same description behind the same relay.");
    public static readonly ProblemType AddressNotAllowed = Define("address-not-allowed", 422, "Messages may not go there", "A webhook leads to an https address out on the public internet: neither into the network of the service nor without TLS, unless the operator allows it. `errors` names the member.");
    public static readonly ProblemType IdempotencyKeyReused = Define("idempotency-key-reused", 422, "The Idempotency-Key was used for another request", "Under this `Idempotency-Key` another method, address or body was sent within the last 24 hours: use a new key for every new request.");
    public static readonly ProblemType PreconditionRequired = Define("precondition-required", 428, "Say which version you change", "A change needs `If-Match` with the `ETag` of what was read, so that nobody's work is overwritten unseen.");
    public static readonly ProblemType RateLimited = Define("rate-limited", 429, "Too much at once", "The key has used up its allowance, or too many keys that do not work came from this address: repeat after `Retry-After` seconds. `RateLimit` in every answer says what is left.", retryAfterSeconds: 1);
    public static readonly ProblemType HeadersTooLarge = Define("headers-too-large", 431, "The headers are too large", "The request headers are more or longer than this service reads.");
    public static readonly ProblemType Internal = Define("internal", 500, "Something went wrong here", "A fault of the service, not of the request; quote `traceId` when reporting it.");
    public static readonly ProblemType NotImplemented = Define("not-implemented", 501, "The method is not known", "This service does not know the method or the transfer coding.");
    public static readonly ProblemType Unavailable = Define("unavailable", 503, "The service cannot answer just now", "The database is away or restarting, or did not answer in time: repeat after `Retry-After` seconds.", retryAfterSeconds: 1);
    public static readonly ProblemType Overloaded = Define("overloaded", 503, "Too many are waiting already", "More requests wait for the database than can be answered in time, so this one was turned away at once: repeat after `Retry-After` seconds.", retryAfterSeconds: 1);
    public static readonly ProblemType VersionNotSupported = Define("version-not-supported", 505, "The HTTP version is not supported", "Use HTTP/1.1 or HTTP/2.");
    public static readonly ProblemType StorageFull = Define("storage-full", 507, "There is no room to write", "The database's disk is full. Reading goes on; writing does once somebody has made room: repeat after `Retry-After` seconds.", retryAfterSeconds: 30);
#pragma warning restore CS1591

    private ProblemType(string slug, int status, string title, string meaning, int? retryAfterSeconds)
    {
        Slug = slug;
        Status = status;
        Title = title;
        Meaning = meaning;
        RetryAfterSeconds = retryAfterSeconds;
        Uri = Prefix + slug;
    }

    /// <summary>What every <see cref="Uri"/> begins with.</summary>
    public const string Prefix = "urn:claimcheck:";

    /// <summary>Every type there is, ordered by status.</summary>
    public static IReadOnlyList<ProblemType> All => Catalogue;

    /// <summary>The last part of <see cref="Uri"/>; also the FluentValidation error code that asks for this type.</summary>
    public string Slug { get; }

    /// <summary>The stable identifier on the wire, such as <c>urn:claimcheck:not-found</c>.</summary>
    public string Uri { get; }

    /// <summary>The HTTP status it is sent with.</summary>
    public int Status { get; }

    /// <summary>The same few words each time it occurs.</summary>
    public string Title { get; }

    /// <summary>What it means and what to do, for the documentation.</summary>
    public string Meaning { get; }

    /// <summary>The value of <c>Retry-After</c>, where repeating makes sense.</summary>
    public int? RetryAfterSeconds { get; }

    /// <summary>The type with this slug, if there is one.</summary>
    public static ProblemType? WithSlug(string slug) => Catalogue.Find(type => type.Slug == slug);

    /// <summary>The type for a status that came without a body; null for one that is not a refusal.</summary>
    public static ProblemType? ForStatus(int status) => status switch
    {
        < 400 => null,
        400 => BadRequest,
        409 => Conflict,
        422 => Unprocessable,
        _ => Catalogue.Find(type => type.Status == status) ?? (status < 500 ? BadRequest : Internal),
    };

    /// <inheritdoc/>
    public override string ToString() => Uri;

    private static ProblemType Define(string slug, int status, string title, string meaning, int? retryAfterSeconds = null)
    {
        var type = new ProblemType(slug, status, title, meaning, retryAfterSeconds);
        Catalogue.Add(type);
        return type;
    }
}
