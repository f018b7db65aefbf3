-- Full-text search stems a claim in its own language where Postgres ships a stemmer, and splits it into plain words
-- otherwise. Accents are folded first in every language. The order of the list is part of the stored data (a claim's
-- vector was made with entry N): later migrations may append to it, never reorder it.

do $$
declare
    base text;
begin
    foreach base in array array[
        'simple', 'arabic', 'armenian', 'basque', 'catalan', 'danish', 'dutch', 'english', 'finnish', 'french',
        'german', 'greek', 'hindi', 'hungarian', 'indonesian', 'irish', 'italian', 'lithuanian', 'nepali', 'norwegian',
        'portuguese', 'romanian', 'russian', 'serbian', 'spanish', 'swedish', 'tamil', 'turkish', 'yiddish']
    loop
        execute format('create text search configuration public.claims_%1$s (copy = pg_catalog.%1$s)', base);
        execute format(
            'alter text search configuration public.claims_%1$s alter mapping for hword, hword_part, word with public.unaccent, %2$s',
            base, case base when 'simple' then 'simple' else base || '_stem' end);
    end loop;
end
$$;

create function search_configurations() returns regconfig[]
    language sql immutable parallel safe
    return array[
        'public.claims_simple', 'public.claims_arabic', 'public.claims_armenian', 'public.claims_basque',
        'public.claims_catalan', 'public.claims_danish', 'public.claims_dutch', 'public.claims_english',
        'public.claims_finnish', 'public.claims_french', 'public.claims_german', 'public.claims_greek',
        'public.claims_hindi', 'public.claims_hungarian', 'public.claims_indonesian', 'public.claims_irish',
        'public.claims_italian', 'public.claims_lithuanian', 'public.claims_nepali', 'public.claims_norwegian',
        'public.claims_portuguese', 'public.claims_romanian', 'public.claims_russian', 'public.claims_serbian',
        'public.claims_spanish', 'public.claims_swedish', 'public.claims_tamil', 'public.claims_turkish',
        'public.claims_yiddish']::regconfig[];

-- The place in search_configurations() of a BCP 47 language tag; its first subtag decides, unknown ones are 'simple'.
create function search_ordinal(language text) returns integer
    language sql immutable parallel safe
    return case split_part(lower(coalesce(language, '')), '-', 1)
        when 'en' then 8 when 'ar' then 2 when 'hy' then 3 when 'eu' then 4 when 'ca' then 5 when 'da' then 6
        when 'nl' then 7 when 'fi' then 9 when 'fr' then 10 when 'de' then 11 when 'el' then 12 when 'hi' then 13
        when 'hu' then 14 when 'id' then 15 when 'ga' then 16 when 'it' then 17 when 'lt' then 18 when 'ne' then 19
        when 'no' then 20 when 'nb' then 20 when 'nn' then 20 when 'pt' then 21 when 'ro' then 22 when 'ru' then 23
        when 'sr' then 24 when 'es' then 25 when 'sv' then 26 when 'ta' then 27 when 'tr' then 28 when 'yi' then 29
        else 1 end;

create function search_vector_of(language text, body text) returns tsvector
    language sql immutable parallel safe
    return to_tsvector((public.search_configurations())[public.search_ordinal(language)], normalize(body, nfc));

-- The languages that some claim is in, as places in search_configurations(). A search is understood in these only: to
-- parse it in all of them takes longer than most searches, and every further reading of a word makes the planner expect
-- more matches.
create table search_languages (
    ordinal smallint primary key
);

grant select, insert on search_languages to claimcheck_service;

-- What was typed (web-search syntax), understood in the given languages: entry N is for N of search_configurations(), null
-- where N was not asked for. Immutable, so that the planner folds it into a constant and can estimate how many claims match.
create function search_queries(typed text, ordinals smallint[]) returns tsquery[]
    language plpgsql immutable parallel safe
as $$
declare
    queries tsquery[] := '{}';
    ordinal smallint;
begin
    foreach ordinal in array ordinals loop
        queries[ordinal] := websearch_to_tsquery((public.search_configurations())[ordinal], normalize(typed, nfc));
    end loop;
    return queries;
end
$$;

-- One query for the index that finds at least what any of the given queries finds. Equal ones are taken once: most
-- languages leave most words alone, and every repetition would read the same posting list again. Null, which matches
-- nothing, where only stop words were typed.
create function search_union(queries tsquery[]) returns tsquery
    language plpgsql immutable parallel safe
as $$
declare
    everything tsquery;
    one        tsquery;
begin
    for one in select distinct q from unnest(queries) as q where numnode(q) > 0 loop
        everything := coalesce(everything || one, one);
    end loop;
    return everything;
end
$$;
