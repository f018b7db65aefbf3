const text = { type: 'string', minLength: 1 };
const id = { type: 'string', format: 'uuid' };

export const getClaim = {
    params: { type: 'object', properties: { id } },
    querystring: { type: 'object', properties: { expand: { const: 'links' } } },
};

export const listClaims = {
    querystring: {
        type: 'object',
        properties: {
            source: text,
            q: text,
            limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
            cursor: id,
        },
    },
};

export const createClaim = {
    body: {
        type: 'object',
        required: ['source', 'text'],
        additionalProperties: false,
        properties: {
            source: text,
            text,
            externalId: text,
            language: text,
            modality: { ...text, default: 'asserted' },
            basis: { ...text, default: 'unknown' },
            topics: { type: 'array', items: text, default: [] },
            attribution: {
                type: 'array',
                default: [],
                maxItems: 8,
                items: {
                    type: 'object',
                    required: ['relation'],
                    additionalProperties: false,
                    properties: {
                        source: text,
                        descriptor: text,
                        relation: text,
                        onRecord: { ...text, default: 'unknown' },
                        upstreamClaim: id,
                        quote: text,
                    },
                },
            },
        },
    },
};
