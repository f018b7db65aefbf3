-- Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces: to the index of words a whole clause is one word, and a
-- claim is found by that clause only. Of claims in these scripts two characters in a row are indexed as well; of all others nothing is.

create function unspaced_pairs(body text) returns text[]
    language sql immutable parallel safe
    return (select array_agg(distinct pair.one || pair.next)
              from (select t.c as one, lead(t.c) over (order by t.n) as next
                      from string_to_table(normalize(body, nfkc), null) with ordinality as t (c, n)) as pair
             where pair.one ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u312F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]'
               and pair.next ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u312F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]');

create index claims_by_characters on claims using gin (unspaced_pairs(text))
    where text ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u312F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]';
