/** Sources by id and by slug. Neither ever changes, so what was found once is remembered, as the service does. */
export class Sources {
    #known = new Map();
    #pool;

    constructor(pool) {
        this.#pool = pool;
    }

    /** Learns the references that are not known yet, all in one query. */
    async learn(references) {
        const unknown = [...new Set(references)].filter(reference => reference !== null && !this.#known.has(reference));
        if (unknown.length === 0) {
            return;
        }

        const { rows } = await this.#pool.query({
            name: 'sources-learn',
            text: 'select id, slug from sources where id::text = any($1::text[]) or slug = any($1::text[])',
            values: [unknown],
        });
        for (const source of rows) {
            this.#known.set(source.id, source);
            this.#known.set(source.slug, source);
        }
    }

    /** The source of an id or slug; undefined where there is none. */
    get(reference) {
        return this.#known.get(reference);
    }
}
