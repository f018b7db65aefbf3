import { readFileSync } from 'node:fs';

const data = new URL('../../../../src/Data/', import.meta.url);

/** Reads one of the service's SQL files: both programs are to ask the database the very same things. */
export function readStatements(file) {
    // What comes before the first mark belongs to none; a mark is followed by its name.
    const [, ...pieces] = readFileSync(new URL(file, data), 'utf8').split(/^-- (?:name|fragment): (\w+)\s*$/m);
    const parts = new Map();
    for (let i = 0; i < pieces.length; i += 2) {
        parts.set(pieces[i], pieces[i + 1].replace(/^--.*\n?/gm, ''));
    }

    const prepared = new Map();
    return (name, ...filters) => {
        const key = [name, ...filters].join('-');
        if (!prepared.has(key)) {
            prepared.set(key, prepareStatement(key, parts.get(name).replace('/*filters*/', filters.map(filter => parts.get(filter)).join(''))));
        }

        return prepared.get(key);
    };
}

/** Runs a statement; a parameter that is not given is null. */
export async function runStatement(pool, statement, values) {
    const { name, text, parameters } = statement;
    const { rows } = await pool.query({ name, text, values: parameters.map(parameter => values[parameter] ?? null) });
    return rows;
}

function prepareStatement(name, sql) {
    const parameters = [];

    // @name, but not the operators @@ and @>.
    const text = sql.trim().replace(/(?<!@)@([A-Za-z]\w*)/g, (_, parameter) => {
        if (!parameters.includes(parameter)) {
            parameters.push(parameter);
        }

        return `$${parameters.indexOf(parameter) + 1}`;
    });
    return { name, text, parameters };
}
