// Compiles JSON-LD documents, as strictly as TypeScript can, as what their @type says against the typings of schema.org, and
// writes that type.
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { readEach } from "./documents.mjs";

const folder = path.dirname(fileURLToPath(import.meta.url));
const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};
const libraries = new Map();

await readEach(async (document) => {
  const type = JSON.parse(document)["@type"];
  if (!/^[A-Za-z]+$/.test(type)) {
    throw new Error(`${type} is the name of no type.`);
  }

  const file = path.join(folder, "document.ts");
  const program = ts.createProgram([file], options, hostOf(file, `import type { ${type}, WithContext } from "schema-dts";
export const document: WithContext<${type}> = ${document};
`));
  const faults = ts.getPreEmitDiagnostics(program);
  if (faults.length > 0) {
    throw new Error(faults.map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, "\n")).join("\n"));
  }

  return type;
});

/** A compiler's view of this folder in which one file more holds this text; what it has read of the typings it keeps. */
function hostOf(file, text) {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.getSourceFile = (name, target) => {
    if (name === file) {
      return ts.createSourceFile(name, text, target);
    }

    if (!libraries.has(name)) {
      libraries.set(name, getSourceFile(name, target));
    }

    return libraries.get(name);
  };
  return host;
}
