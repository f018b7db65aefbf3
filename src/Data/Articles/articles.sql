-- name: ArticleGet
-- No row: no article has the id.
select id, external_id, source_id, url, canonical_url, archived_url, title, byline, published_at, published_at_precision,
       retrieved_at, language, content_sha256, version, created_at, updated_at
  from articles
 where id = @id;

-- name: ArticleVersion
-- No row: no article has the id.
select version from articles where id = @id;

-- name: ArticleList
select id, external_id, source_id, url, canonical_url, archived_url, title, byline, published_at, published_at_precision,
       retrieved_at, language, content_sha256, version, created_at, updated_at
  from articles a
 where true /*filters*/
 order by a.id desc
 limit @take;

-- name: ArticleExport
-- Every article that the filters leave, oldest first.
select a.id, a.external_id, a.source_id, s.slug, a.url, a.archived_url, a.title, a.byline, a.published_at, a.published_at_precision,
       a.retrieved_at, a.language, a.content_sha256, a.version, a.created_at, a.updated_at
  from articles a
  join sources s on s.id = a.source_id
 where true /*filters*/
 order by a.id;

-- fragment: before
   and a.id < @before
-- fragment: source
   and a.source_id = @source
-- fragment: canonicalUrl
   and a.canonical_url = @canonicalUrl
-- fragment: externalId
   and a.external_id = @externalId
-- fragment: language
   and a.language = @language

-- name: ArticleFind
-- The article of a source by its canonical address or its externalId. No row: there is none yet.
select id, external_id
  from articles
 where source_id = @sourceId and (canonical_url = @canonicalUrl or external_id = @externalId)
 order by canonical_url = @canonicalUrl desc nulls last
 limit 1;

-- name: ArticleOfSource
-- The article of a source that an id or externalId means, an id before an externalId that reads like one. No row: there is
-- none, or it is another source's.
select id, external_id
  from articles
 where source_id = @sourceId and (id = @id or external_id = @reference)
 order by id = @id desc nulls last
 limit 1;

-- name: ArticleInsert
insert into articles (id, external_id, source_id, url, canonical_url, archived_url, title, byline, published_at,
                      published_at_precision, retrieved_at, language, content_sha256, version, created_at, updated_at)
values (@id, @externalId, @sourceId, @url, @canonicalUrl, @archivedUrl, @title, @byline, @publishedAt,
        @publishedAtPrecision, @retrievedAt, @language, @contentSha256, 1, @at, @at);

-- name: ArticleUpdate
-- No row: the article is gone from this version, or never was.
update articles
   set url = @url, canonical_url = @canonicalUrl, archived_url = @archivedUrl, title = @title, byline = @byline,
       published_at = @publishedAt, published_at_precision = @publishedAtPrecision, retrieved_at = @retrievedAt,
       language = @language, content_sha256 = @contentSha256, version = version + 1, updated_at = @at
 where id = @id and version = @version
returning version;
