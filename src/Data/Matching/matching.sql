-- name: MatchLedger
-- The languages that claims are in, and about how many claims there are, as the planner reckons it: by how many a page held when it last
-- looked, and by how many pages there are now. One row.
select (select coalesce(array_agg(ordinal), '{}') from search_languages) as languages,
       case when c.reltuples > 0 and c.relpages > 0
            then c.reltuples::float8 / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::integer)
            else (select count(*) from (select from claims limit 10000) as few) end as claims
  from pg_class c
 where c.oid = 'public.claims'::regclass;

-- name: MatchWords
-- What each of those languages makes of each word. One row per word, language and lexeme; a stop word has one without a lexeme.
select asked.n::integer as word, l.ordinal, parsed.lexeme
  from unnest(@words::text[]) with ordinality as asked (word, n)
 cross join search_languages l
  left join lateral unnest(to_tsvector((search_configurations())[l.ordinal], asked.word)) as parsed on true
 order by asked.n, l.ordinal;

-- name: MatchCommonWords
-- The lexemes that most claims hold, and which share of the claims that is, as Postgres has counted. Behind the shares stand the least
-- and the greatest of them, which have no lexeme.
select e.lexeme, e.share
  from pg_stats s
 cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as e (lexeme, share)
 where s.schemaname = 'public' and s.tablename = 'claims' and s.attname = 'search_vector' and e.lexeme is not null;

-- name: MatchVerdicts
-- The newest published assessment of each claim. No row: it has none.
select distinct on (claim_id) claim_id, id, rating_text, normalized, title, review_url, author_name, published_at
  from assessments
 where claim_id = any(@claims) and state = 'published' and taken_down_at is null
 order by claim_id, published_at desc, id desc;
