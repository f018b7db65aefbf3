// What a newsroom's CMS needs of ClaimCheck, written against the generated types alone: list the claims about a topic, post
// a new one or a file of them, read why a request or a row was refused. It is compiled in CI, and so says whether the document makes a usable client.

import type { components, operations } from "./generated/claimcheck.js";

type Query<Operation> = Operation extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type JsonBody<Operation> = Operation extends { requestBody: { content: { "application/json": infer B } } } ? B : never;
type Answer<Operation, Status extends number> = Operation extends {
  responses: { [S in Status]: { content: { "application/json": infer A } } };
}
  ? A
  : never;

type ListClaims = operations["ListClaims"];
type CreateClaim = operations["CreateClaim"];
type GetClaim = operations["GetClaim"];
type StartImport = operations["StartImport"];
type ListImportRows = operations["ListImportRows"];

export type ClaimPage = Answer<ListClaims, 200>;
export type Claim = Answer<GetClaim, 200>;
export type Import = Answer<operations["GetImport"], 200>;
export type ImportedRow = Answer<ListImportRows, 200>["items"][number];
export type NewClaim = JsonBody<CreateClaim>;
export type Problem = components["schemas"]["ProblemDetails"];

/** A refusal or failure in the words of the service. */
export class ClaimCheckError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = "ClaimCheckError";
  }

  /** Each refused member with what is wrong about it, as lines for an editor's screen. */
  lines(): string[] {
    return Object.entries(this.problem.errors ?? {}).flatMap(([member, messages]) =>
      messages.map((message) => `${member} ${message}`),
    );
  }
}

export class ClaimCheck {
  constructor(
    private readonly address: string,
    private readonly key: string,
  ) {}

  /** Every claim that fits, page after page. */
  async *claims(query: Query<ListClaims>): AsyncGenerator<ClaimPage["items"][number]> {
    let cursor: string | null = null;
    do {
      const page: ClaimPage = await this.send("GET", "/v1/claims", { ...query, ...(cursor === null ? {} : { cursor }) });
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  async claim(id: string): Promise<Claim> {
    return this.send("GET", `/v1/claims/${id}`, {});
  }

  async postClaim(claim: NewClaim): Promise<Answer<CreateClaim, 201>> {
    return this.send("POST", "/v1/claims", {}, claim);
  }

  /** Sends lines of JSON, and says how the import stands as soon as they have arrived. */
  async importLines(records: object[], query: Query<StartImport> = {}): Promise<Answer<StartImport, 202>> {
    const lines: StartImport["requestBody"]["content"]["application/x-ndjson"] = records
      .map((record) => JSON.stringify(record))
      .join("\n");
    return this.send("POST", "/v1/imports", query, lines, {
      "Content-Type": "application/x-ndjson",
      "Import-Row-Count": String(records.length),
      Prefer: "respond-async",
    });
  }

  async import(id: string): Promise<Import> {
    return this.send("GET", `/v1/imports/${id}`, {});
  }

  /** What became of the rows of an import, page after page. */
  async *importedRows(id: string, query: Query<ListImportRows>): AsyncGenerator<ImportedRow> {
    let cursor: string | null = null;
    do {
      const page: Answer<ListImportRows, 200> = await this.send("GET", `/v1/imports/${id}/rows`, {
        ...query,
        ...(cursor === null ? {} : { cursor }),
      });
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  private async send<T>(
    method: string,
    path: string,
    query: object,
    body?: unknown,
    headers: Record<string, string> = { "Content-Type": "application/json" },
  ): Promise<T> {
    const address = new URL(path, this.address);
    for (const [name, value] of Object.entries(query)) {
      address.searchParams.set(name, String(value));
    }

    const answer = await fetch(address, {
      method,
      headers: {
        Authorization: `Bearer ${this.key}`,
        Accept: "application/json, application/problem+json",
        ...(body === undefined ? {} : headers),
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) {
      throw new ClaimCheckError((await answer.json()) as Problem);
    }

    return (await answer.json()) as T;
  }
}

/** Posts what a reporter found, and says in one line what became of it. */
export async function report(cms: ClaimCheck): Promise<string> {
  try {
    const posted = await cms.postClaim({
      source: "the-guardian",
      text: "The President has ruled out sending ground troops.",
      language: "en",
      claimedAt: "2014-06-13",
      modality: "reported",
      basis: "told",
      topics: ["us-troops"],
      attribution: [{ source: "barack-obama", relation: "primary_source", onRecord: "on_record" }],
    });
    return `${posted.id} is version ${posted.version}, said by ${posted.source.slug} in ${posted.claimedAt ?? "an unknown year"}`;
  } catch (failure) {
    if (failure instanceof ClaimCheckError && failure.problem.type === "urn:claimcheck:already-exists") {
      return `recorded before as ${failure.problem.existingId ?? "another claim"}`;
    }

    if (failure instanceof ClaimCheckError) {
      return failure.lines().join("\n") || failure.message;
    }

    throw failure;
  }
}

/** The sources behind the claims about a topic, in the order in which they were last heard. */
export async function sourcesAbout(cms: ClaimCheck, topic: string): Promise<string[]> {
  const slugs = new Set<string>();
  for await (const claim of cms.claims({ topic, status: "active", limit: 200 })) {
    slugs.add(claim.source.slug);
    for (const hop of claim.attribution) {
      slugs.add(hop.source?.slug ?? `"${hop.descriptor ?? ""}"`);
    }
  }

  return [...slugs];
}

/** Imports records, and says of each that failed on which line and why. */
export async function importAll(cms: ClaimCheck, records: object[], patienceMs: number): Promise<string[]> {
  let state: Import = await cms.importLines(records, { onError: "skip" });
  while (state.state === "queued" || state.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, patienceMs));
    state = await cms.import(state.id);
  }

  if (state.state !== "completed") {
    throw new Error(`The import is ${state.state}: ${state.problem ?? "no reason is given"}`);
  }

  const failures: string[] = [];
  for await (const row of cms.importedRows(state.id, { result: "failed" })) {
    failures.push(`${row.line}: ${row.message ?? row.result}`);
  }

  return failures;
}
