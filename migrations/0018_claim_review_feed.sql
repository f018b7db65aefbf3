-- The feed of published reviews is read in the order in which they changed, and by the time since which they did. Ids alone, as in
-- other lists, would not do: whoever follows the feed must meet a correction of an old review again.

create index assessments_by_change on assessments (updated_at, id) where state = 'published' and taken_down_at is null;
