const writtenLength = { year: 4, month: 7, day: 10 };
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\u0001': '<mark>', '\u0002': '</mark>' };

/** The rows of each claim: the rows of one claim follow one another. */
export function groupByClaim(rows) {
    const claims = [];
    for (const row of rows) {
        if (claims.length > 0 && claims.at(-1)[0].id === row.id) {
            claims.at(-1).push(row);
        } else {
            claims.push([row]);
        }
    }

    return claims;
}

/** The sources that rows of claims name, repeats included. */
export const sourcesOf = rows => rows.flatMap(row => [row.source_id, row.hop_source_id]);

export function answerClaim(rows, sources) {
    const row = rows[0];
    return {
        id: row.id,
        externalId: row.external_id,
        source: sources.get(row.source_id),
        article: row.article_id && { id: row.article_id, externalId: row.article_external_id },
        text: row.text,
        quote: row.quote,
        quoteSelector: row.quote_exact && { exact: row.quote_exact, prefix: row.quote_prefix, suffix: row.quote_suffix },
        claimedAt: answerDate(row.claimed_at, row.claimed_at_precision),
        claimedAtPrecision: row.claimed_at_precision,
        language: row.language,
        modality: row.modality,
        basis: row.basis,
        status: row.status,
        topics: row.topics,
        attribution: row.position === null ? [] : rows.map(hop => ({
            source: hop.hop_source_id && sources.get(hop.hop_source_id),
            descriptor: hop.descriptor,
            relation: hop.relation,
            onRecord: hop.on_record,
            upstreamClaim: hop.upstream_claim_id,
            quote: hop.hop_quote,
        })),
        version: row.version,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
    };
}

export function answerHit(rows, sources) {
    const { rank, snippet } = rows[0];
    return { ...answerClaim(rows, sources), match: { rank, snippet: snippet.replace(/[&<>"'\u0001\u0002]/g, c => escapes[c]) } };
}

export const answerLink = (row, sources) => ({
    link: {
        id: row.id,
        from: row.from_claim_id,
        to: row.to_claim_id,
        relation: row.relation,
        status: row.status,
        method: row.method,
        rationale: row.rationale,
        evidenceUrls: row.evidence_urls,
        confidence: row.confidence,
        proposedBy: row.proposed_by,
        version: row.version,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
    },
    claim: {
        id: row.other_id,
        externalId: row.other_external_id,
        source: sources.get(row.other_source_id),
        text: row.other_text,
        claimedAt: answerDate(row.other_claimed_at, row.other_claimed_at_precision),
        modality: row.other_modality,
        status: row.other_status,
        version: row.other_version,
    },
});

/** A date as precisely as it is known. */
function answerDate(at, precision) {
    return at && at.toISOString().slice(0, writtenLength[precision]);
}
