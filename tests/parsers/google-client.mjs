// Google's own client against the service: every method that is served, as a newsroom's script would call it.
// Standard input: {"rootUrl", "editor", "reader", "query", "site"}; the keys are the service's own. Standard output: what the client got, as JSON.
import { factchecktools } from '@googleapis/factchecktools';

const { rootUrl, editor, reader, query, site } = JSON.parse(await new Response(process.stdin).text());
const asReader = factchecktools({ version: 'v1alpha1', rootUrl, auth: reader });
const asEditor = factchecktools({ version: 'v1alpha1', rootUrl, auth: editor });

/** All entries of a list, and how many pages they came in. */
async function toTheEnd(ask, member) {
  const entries = [];
  const tokens = [];
  let pageToken;
  do {
    const { data } = await ask(pageToken);
    entries.push(...(data[member] ?? []));
    pageToken = data.nextPageToken;
    tokens.push(pageToken);
  } while (pageToken);
  return { entries, pages: tokens.length, firstToken: tokens[0] };
}

/** What the client throws where the service refuses. */
async function refused(call) {
  try {
    await call;
  } catch (error) {
    return { code: error.code ?? error.status, message: error.message, status: error.response.data.error.status };
  }
  throw new Error('The service did not refuse.');
}

const search = (more) => asReader.claims.search({ query, ...more });
const found = await toTheEnd((pageToken) => search({ pageSize: 4, pageToken }), 'claims');
const ofSite = await toTheEnd((pageToken) => asReader.claims.search({ reviewPublisherSiteFilter: site, pageToken }), 'claims');

const page = {
  pageUrl: `https://${site}/made-by-googles-client`,
  publishDate: '2024-05-17',
  claimReviewAuthor: { name: 'The Desk', imageUrl: `https://${site}/logo.png` },
  claimReviewMarkups: [
    {
      url: `https://${site}/made-by-googles-client#first`,
      claimReviewed: 'Tapirs hold the record.',
      claimDate: '2024-05',
      claimLocation: 'A zoo',
      claimFirstAppearance: 'https://example.org/first',
      claimAppearances: ['https://example.org/a', 'https://example.org/b'],
      claimAuthor: { name: 'Somebody', jobTitle: 'Keeper', imageUrl: 'https://example.org/keeper.jpg', sameAs: 'https://example.org/keeper' },
      rating: { textualRating: 'False', ratingValue: 1, worstRating: 1, bestRating: 5, ratingExplanation: 'Nobody keeps one.', imageUrl: 'https://example.org/1.png' },
    },
  ],
};
const created = (await asEditor.pages.create({ requestBody: page })).data;
const { name } = created;
const read = (await asReader.pages.get({ name })).data;
const replaced = (await asEditor.pages.update({ name, requestBody: { ...read, claimReviewMarkups: [{ claimReviewed: 'Tapirs swim.', rating: { textualRating: 'True' } }] } })).data;
const listed = (await asReader.pages.list({ url: page.pageUrl })).data;
const ofOrganization = await toTheEnd((pageToken) => asReader.pages.list({ organization: site, pageSize: 1, pageToken }), 'claimReviewMarkupPages');
const stale = await refused(asEditor.pages.update({ name, requestBody: read }));
const deleted = (await asEditor.pages.delete({ name })).data;

console.log(JSON.stringify({
  found,
  ofSite,
  nothing: (await asReader.claims.search({ query: 'xyzzyplugh' })).data,
  changedParameters: await refused(asReader.claims.search({ query: `${query}s`, pageSize: 4, pageToken: found.firstToken })),
  neither: await refused(asReader.claims.search({ languageCode: 'en' })),
  page,
  created,
  read,
  replaced,
  listed,
  ofOrganization,
  stale,
  deleted,
  gone: await refused(asReader.pages.get({ name })),
  notForReaders: await refused(asReader.pages.create({ requestBody: page })),
  withoutKey: await refused(factchecktools({ version: 'v1alpha1', rootUrl }).claims.search({ query })),
}));
