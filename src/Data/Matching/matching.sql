-- name: MatchWords
-- What each language makes of each word, and which share of the claims holds that, as far as Postgres keeps count of common ones. One row
-- per word, language and lexeme; a stop word has one without a lexeme.
with common as materialized (
    select e.lexeme, e.share
      from pg_stats s
     cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as e (lexeme, share)
     where s.schemaname = 'public' and s.tablename = 'claims' and s.attname = 'search_vector' and e.lexeme is not null
)
select asked.n::integer as word, l.ordinal, parsed.lexeme, common.share
  from unnest(@words::text[]) with ordinality as asked (word, n)
 cross join unnest(@languages::smallint[]) as l (ordinal)
  left join lateral unnest(to_tsvector((search_configurations())[l.ordinal], asked.word)) as parsed on true
  left join common on common.lexeme = parsed.lexeme
 order by asked.n, l.ordinal;

-- name: MatchLedger
-- About how many claims there are, as the planner reckons it: by how many a page held when it last looked, and by how many pages there
-- are now; and the least share that is counted as common (behind the shares stand the least and the greatest of them). One row.
select case when c.reltuples > 0 and c.relpages > 0
            then c.reltuples::float8 / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::integer)
            else (select count(*) from (select from claims limit 10000) as few) end as claims,
       (select min(f) from pg_stats s cross join lateral unnest(s.most_common_elem_freqs) as f
         where s.schemaname = 'public' and s.tablename = 'claims' and s.attname = 'search_vector')::float8 as least_common
  from pg_class c
 where c.oid = 'public.claims'::regclass;

-- name: MatchVerdicts
-- The newest published assessment of each claim. No row: it has none.
select distinct on (claim_id) claim_id, id, rating_text, normalized, title, review_url, author_name, published_at
  from assessments
 where claim_id = any(@claims) and state = 'published' and taken_down_at is null
 order by claim_id, published_at desc, id desc;
