-- name: SourceRefsFind
-- Sources by id, slug or externalId. No row for a reference: nothing is known by it.
select id, slug, external_id
  from sources
 where id = any(@ids)
union
select s.id, s.slug, s.external_id
  from unnest(@words::text[]) as asked (word)
  join sources s on s.slug = asked.word
union
select s.id, s.slug, s.external_id
  from unnest(@words::text[]) as asked (word)
  join sources s on s.external_id = asked.word
 order by id
 limit @take;

-- part: sources
select s.id, s.slug, s.external_id, s.name, s.kind, s.parent_id, p.slug as parent_slug, s.family_id, f.slug as family_slug,
       s.country, s.language, s.domains, s.wikidata_id, s.notes, s.version, s.created_at, s.updated_at,
       r.id as judgement_id, r.grade, r.rationale, r.valid_from::text as valid_from, r.recorded_at, r.recorded_by
  from sources s
  join sources f on f.id = s.family_id
  left join sources p on p.id = s.parent_id
  left join lateral (select id, grade, rationale, valid_from, recorded_at, recorded_by
                       from source_reliability
                      where source_id = s.id
                      order by valid_from desc, id desc
                      limit 1) r on true

-- name: SourceGet
-- No row: no source has the id.
/*part sources*/
 where s.id = @id;

-- name: SourceNames
-- What sources are called. No row for an id: no source has it.
select id, name from sources where id = any(@ids) order by id;

-- name: SourceVersion
-- No row: no source has the id.
select version from sources where id = @id;

-- name: SourceList
/*part sources*/
 where true /*filters*/
 order by s.id desc
 limit @take;

-- name: SourceExport
-- Every source that the filters leave, oldest first.
/*part sources*/
 where true /*filters*/
 order by s.id;

-- fragment: before
   and s.id < @before
-- fragment: kind
   and s.kind = @kind
-- fragment: country
   and s.country = @country
-- fragment: parent
   and s.parent_id = @parent
-- fragment: family
   and s.family_id = @family
-- fragment: domain
   and s.domains @> array[@domain::text]
-- fragment: externalId
   and s.external_id = @externalId

-- name: SourceInsert
insert into sources (id, slug, external_id, name, kind, parent_id, family_id, country, language, domains, wikidata_id, notes,
                     version, created_at, updated_at)
select @id, @slug, @externalId, @name, @kind, @parentId, coalesce((select family_id from sources where id = @parentId), @id),
       @country, @language, @domains, @wikidataId, @notes, @version, @createdAt, @updatedAt;

-- name: SourceIdByExternalId
-- No row: no source has it.
select id from sources where external_id = @externalId;

-- name: SourceTreeLock
-- Owners are changed one at a time in the whole database: two changes at once could close a circle that neither sees.
select pg_advisory_xact_lock(hashtext('claimcheck.source_tree'));

-- name: SourcesHold
-- For one import at a time: what another has judged of them, this one finds.
select id from sources where id = any(@ids) order by id for no key update;

-- name: SourceLock
-- No row: no source has the id.
select version, parent_id, family_id from sources where id = @id for update;

-- name: SourceAncestors
-- The source itself first, then its owner, its owner's owner and so on.
with recursive line (id, slug, parent_id, depth) as (
    select id, slug, parent_id, 0 from sources where id = @id
    union all
    select s.id, s.slug, s.parent_id, line.depth + 1 from line join sources s on s.id = line.parent_id
)
select id, slug from line order by depth limit 1000;

-- name: SourceUpdate
update sources
   set name = @name, kind = @kind, parent_id = @parentId, family_id = @familyId, country = @country, language = @language,
       domains = @domains, wikidata_id = @wikidataId, notes = @notes, version = version + 1, updated_at = @at
 where id = @id;

-- name: SourceFamilyMove
-- Everything below a source follows it into another family. Returns who moved, so that it goes on record.
with recursive below (id) as (
    select id from sources where parent_id = @id
    union all
    select s.id from below join sources s on s.parent_id = below.id
)
update sources set family_id = @familyId, version = version + 1, updated_at = @at
 where id in (select id from below)
returning id;

-- name: SourceTouch
-- No row: no source has the id.
update sources set version = version + 1, updated_at = @at where id = @id returning version;

-- name: ReliabilityInsert
insert into source_reliability (id, source_id, grade, rationale, valid_from, recorded_at, recorded_by)
values (@id, @sourceId, @grade, @rationale, @validFrom::date, @recordedAt, @recordedBy);

-- name: ReliabilityFind
-- The judgement that has one of two marks: the id, on whichever source, or all that a judgement on this one says. No row: there is none.
select id as judgement_id, grade, rationale, valid_from::text as valid_from, recorded_at, recorded_by, source_id
  from source_reliability
 where id = @id
    or source_id = @sourceId and valid_from = @validFrom::date and grade = @grade and rationale = @rationale
 order by id = @id desc, id
 limit 1;

-- name: ReliabilityExport
-- Every judgement on every source, oldest first.
select r.id as judgement_id, r.grade, r.rationale, r.valid_from::text as valid_from, r.recorded_at, r.recorded_by,
       r.source_id, s.slug
  from source_reliability r
  join sources s on s.id = r.source_id
 where true /*filters*/
 order by r.id;

-- name: ReliabilityList
select id as judgement_id, grade, rationale, valid_from::text as valid_from, recorded_at, recorded_by
  from source_reliability
 where source_id = @sourceId
   and (@beforeDay::text is null or (valid_from, id) < (@beforeDay::text::date, @beforeId::uuid))
 order by valid_from desc, id desc
 limit @take;
