// The yardstick beside pgbench in make bench: claims over HTTP as a newsroom could write them by hand. It runs the service's
// own statements over the same tables, with named prepared statements and a pool; it has no authentication and no idempotency.
// The database comes from PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE, which pg reads by itself.

import { randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';
import { answerClaim, answerHit, answerLink, groupByClaim, sourcesOf } from './answers.js';
import * as requests from './requests.js';
import { Sources } from './sources.js';
import { readStatements, runStatement } from './statements.js';

const mostLinks = 200;
const mostCandidates = 1000;
const headline = 'StartSel=\u0001, StopSel=\u0002, MaxFragments=2, MaxWords=30, MinWords=12';

const claims = readStatements('Claims/claims.sql');
const links = readStatements('Links/claim_links.sql');
const claimGet = claims('ClaimGet');
const claimInsert = claims('ClaimInsert');
const claimSearch = claims('ClaimSearch');
const searchLanguages = claims('SearchLanguages');
const claimLinksOfClaim = links('ClaimLinksOfClaim');

const pool = new pg.Pool({ max: 16 });

// A prepared search planned without its words would be a slow one: these sessions have the settings the service has for it.
const searches = new pg.Pool({ max: 8, options: process.env.SEARCH_OPTIONS });
for (const each of [pool, searches]) {
    each.on('error', error => console.error(`A connection was lost: ${error.message}`));
}

const sources = new Sources(pool);
const app = Fastify();

app.get('/health/ready', async () => {
    await pool.query('select 1');
    return { status: 'ready' };
});

app.get('/v1/claims/:id', { schema: requests.getClaim }, async (request, reply) => {
    const { id } = request.params;
    const wantsLinks = request.query.expand === 'links';
    const [rows, linkRows] = await Promise.all([
        runStatement(pool, claimGet, { id }),
        wantsLinks ? runStatement(pool, claimLinksOfClaim, { claim: id, take: mostLinks + 1 }) : [],
    ]);
    if (rows.length === 0 || rows[0].taken_down_at !== null) {
        return reply.code(rows.length === 0 ? 404 : 410).send({ title: `There is no claim ${id}.` });
    }

    await sources.learn([...sourcesOf(rows), ...linkRows.map(row => row.other_source_id)]);
    const claim = answerClaim(rows, sources);
    if (wantsLinks) {
        claim.links = linkRows.slice(0, mostLinks).map(row => answerLink(row, sources));
        claim.linksTruncated = linkRows.length > mostLinks;
    }

    return claim;
});

app.get('/v1/claims', { schema: requests.listClaims }, async (request, reply) => {
    const { source: reference, q, limit, cursor: before } = request.query;
    if (q !== undefined) {
        return searchClaims(q, limit);
    }

    if (reference !== undefined) {
        await sources.learn([reference]);
        if (sources.get(reference) === undefined) {
            return reply.code(422).send({ title: `There is no source ${reference}.` });
        }
    }

    const filters = [...(reference === undefined ? [] : ['source']), ...(before === undefined ? [] : ['before'])];
    const rows = await runStatement(
        pool, claims('ClaimList', ...filters), { source: sources.get(reference)?.id, before, take: limit + 1 });
    const found = groupByClaim(rows);
    await sources.learn(sourcesOf(rows));
    const items = found.slice(0, limit).map(claim => answerClaim(claim, sources));
    return { items, nextCursor: found.length > limit ? items.at(-1).id : null };
});

app.post('/v1/claims', { schema: requests.createClaim }, async (request, reply) => {
    const draft = request.body;
    const named = [draft.source, ...draft.attribution.map(hop => hop.source)].filter(reference => reference !== undefined);
    await sources.learn(named);
    const unknown = named.find(reference => sources.get(reference) === undefined);
    if (unknown !== undefined) {
        return reply.code(422).send({ title: `There is no source ${unknown}.` });
    }

    const claim = makeClaim(draft);
    const hops = claim.attribution;

    // Claim, hops and audit entry in one statement, hence in one transaction.
    await runStatement(pool, claimInsert, {
        id: claim.id,
        externalId: claim.externalId,
        sourceId: claim.source.id,
        text: claim.text,
        language: claim.language,
        modality: claim.modality,
        basis: claim.basis,
        topics: claim.topics,
        at: claim.createdAt,
        hopSources: hops.map(hop => hop.source?.id ?? null),
        hopDescriptors: hops.map(hop => hop.descriptor),
        hopRelations: hops.map(hop => hop.relation),
        hopOnRecords: hops.map(hop => hop.onRecord),
        hopUpstreams: hops.map(hop => hop.upstreamClaim),
        hopQuotes: hops.map(hop => hop.quote),
        auditId: newId(claim.createdAt),
        actor: 'newsroom',
        after: JSON.stringify(claim),
        traceId: randomBytes(16).toString('hex'),
    });
    return reply.code(201).header('location', `/v1/claims/${claim.id}`).send(claim);
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });

async function searchClaims(q, limit) {
    const [{ coalesce: languages }] = await runStatement(pool, searchLanguages, {});
    const rows = await runStatement(
        searches, claimSearch, { q, languages, headline, candidates: mostCandidates + 1, take: limit + 1 });
    await sources.learn(sourcesOf(rows));
    const matches = Number(rows[0]?.matches ?? 0);
    return {
        items: groupByClaim(rows).slice(0, limit).map(claim => answerHit(claim, sources)),
        nextCursor: null,
        ranking: { ranked: Math.min(matches, mostCandidates), complete: matches <= mostCandidates },
    };
}

function makeClaim(draft) {
    const now = new Date();
    return {
        id: newId(now),
        externalId: draft.externalId ?? null,
        source: sources.get(draft.source),
        article: null,
        text: draft.text,
        quote: null,
        quoteSelector: null,
        claimedAt: null,
        claimedAtPrecision: null,
        language: draft.language ?? null,
        modality: draft.modality,
        basis: draft.basis,
        status: 'active',
        topics: [...new Set(draft.topics.map(topic => topic.toLowerCase()))],
        attribution: draft.attribution.map(hop => ({
            source: hop.source === undefined ? null : sources.get(hop.source),
            descriptor: hop.descriptor ?? null,
            relation: hop.relation,
            onRecord: hop.onRecord,
            upstreamClaim: hop.upstreamClaim ?? null,
            quote: hop.quote ?? null,
        })),
        version: 1,
        createdAt: now,
        updatedAt: now,
    };
}

/** A UUIDv7. */
function newId(at) {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(at.getTime(), 0, 6);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
