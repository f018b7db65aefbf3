import { text } from "node:stream/consumers";

/**
 * Reads the documents on the standard input, which NUL separates, and writes what `read` makes of each, separated alike. The
 * first that cannot be read is told on standard error, and the exit code is 1. Many in one go, because a parser takes longer
 * to load than to parse.
 */
export async function readEach(read) {
  const understood = [];
  for (const [index, document] of (await text(process.stdin)).split("\0").entries()) {
    try {
      understood.push(await read(document));
    } catch (fault) {
      process.stderr.write(`Document ${index + 1}: ${fault.message ?? fault} ${JSON.stringify(fault.details ?? {})}\n`);
      process.exitCode = 1;
      return;
    }
  }

  process.stdout.write(understood.join("\0"));
}
