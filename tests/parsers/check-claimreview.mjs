// Puts JSON-LD documents into pages and holds the pages against what Google asks of a ClaimReview, its warnings included. Of a
// DataFeed every review is put into a page of its own. Writes as JSON what a reader of the pages sees: a list of reviews.
import tool from "structured-data-testing-tool";
import presets from "structured-data-testing-tool/presets.js";
import { readEach } from "./documents.mjs";

const google = presets.Google.presets.find((preset) => preset.name === "ClaimReview");

await readEach(async (document) => {
  const parsed = JSON.parse(document);
  const pages = parsed["@type"] === "DataFeed" ? reviewsOf(parsed).map((review) => JSON.stringify(review).replaceAll("<", "\\u003C")) : [document];
  return JSON.stringify(await Promise.all(pages.map(readPage)));
});

/** The reviews of a feed as those who collect feeds take them: each with the feed's context. */
function reviewsOf(feed) {
  return feed.dataFeedElement.flatMap(({ item }) => item).map((review) => ({ "@context": feed["@context"], ...review }));
}

async function readPage(review) {
  const page = `<!doctype html><html><body><script type="application/ld+json">${review}</script><p>The review.</p></body></html>`;

  // The preset looks at what is there; the schema says that there must be one.
  const result = await tool
    .structuredDataTestHtml(page, { presets: [google], schemas: ["jsonld:ClaimReview"] })
    .catch((failed) => failed.res ?? Promise.reject(failed));
  const faults = [...result.failed, ...result.warnings];
  if (faults.length > 0) {
    throw new Error(faults.map((fault) => fault.error.message).join("\n"));
  }

  return result.structuredData.jsonld.ClaimReview[0];
}
