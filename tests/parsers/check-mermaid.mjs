// Reads Mermaid flowcharts within the limits that Mermaid has unless a page raises them, draws nothing, and writes what the
// parser understood as JSON: { "nodes": [{ "id", "text" }], "edges": [{ "from", "to", "text" }] }.
import { JSDOM } from "jsdom";
import { readEach } from "./documents.mjs";

// Mermaid is made for a page and looks for one as soon as it is loaded.
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });
const { maxTextSize } = mermaid.mermaidAPI.getConfig();

await readEach(async (diagram) => {
  // Mermaid looks at the length only when it draws.
  if (diagram.length > maxTextSize) {
    throw new Error(`The diagram has ${diagram.length} characters; Mermaid draws at most ${maxTextSize}.`);
  }

  const { db } = await mermaid.mermaidAPI.getDiagramFromText(diagram);
  const nodes = [...db.getVertices().values()].map((node) => ({ id: node.id, text: shown(node.text) }));
  const edges = db.getEdges().map((edge) => ({ from: edge.start, to: edge.end, text: shown(edge.text) }));
  return JSON.stringify({ nodes, edges });
});

/** The text as a page shows it: the parser keeps entities in a form of its own until it draws. */
function shown(label) {
  const element = window.document.createElement("textarea");
  element.innerHTML = (label ?? "").replace(/ﬂ°°/g, "&#").replace(/ﬂ°/g, "&").replace(/¶ß/g, ";");
  return element.value;
}
