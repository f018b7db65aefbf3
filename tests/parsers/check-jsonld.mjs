// Reads JSON-LD documents and writes them as N-Quads. Nothing is fetched: a context that is not inline is a fault, and so is
// whatever a processor would drop without a word (a term that its context does not define, an IRI that is not absolute).
import jsonld from "jsonld";
import { readEach } from "./documents.mjs";

const options = {
  safe: true,
  documentLoader: (address) => Promise.reject(new Error(`The document refers to ${address}, which is not part of it.`)),
};

await readEach(async (document) => {
  const parsed = JSON.parse(document);
  await jsonld.expand(parsed, options);
  return jsonld.toRDF(parsed, { ...options, format: "application/n-quads" });
});
