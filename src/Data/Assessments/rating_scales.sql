-- name: RatingScaleFind
-- One row per label. A slug never has the shape of an id, so at most one scale is meant. No row: none is.
select s.id, s.slug, s.name, s.best_rating, s.worst_rating, s.version, s.created_at, s.updated_at,
       l.text as label_text, l.value as label_value, l.normalized as label_normalized
  from rating_scales s
  join rating_scale_labels l on l.scale_id = s.id
 where s.id = @id or s.slug = @slug
 order by l.position
 limit 50;

-- name: RatingScaleVersion
-- No row: no scale is meant.
select version from rating_scales where id = @id or slug = @slug;

-- name: RatingScaleList
select s.id, s.slug, s.name, s.best_rating, s.worst_rating, s.version, s.created_at, s.updated_at,
       l.text as label_text, l.value as label_value, l.normalized as label_normalized
  from (select id, slug, name, best_rating, worst_rating, version, created_at, updated_at
          from rating_scales s
         where true /*filters*/
         order by s.id desc
         limit @take) s
  join rating_scale_labels l on l.scale_id = s.id
 order by s.id desc, l.position;

-- fragment: before
   and s.id < @before

-- name: RatingScaleExport
-- Every scale, oldest first; one row per label.
select s.id, s.slug, s.name, s.best_rating, s.worst_rating, s.version, s.created_at, s.updated_at,
       l.text as label_text, l.value as label_value, l.normalized as label_normalized
  from rating_scales s
  join rating_scale_labels l on l.scale_id = s.id
 order by s.id, l.position;

-- name: RatingScaleInsert
insert into rating_scales (id, slug, name, best_rating, worst_rating, version, created_at, updated_at)
values (@id, @slug, @name, @bestRating, @worstRating, @version, @createdAt, @updatedAt);

-- name: RatingScaleLock
-- No row: no scale has the id.
select id from rating_scales where id = @id for no key update;

-- name: RatingScaleUpdate
update rating_scales
   set name = @name, best_rating = @bestRating, worst_rating = @worstRating, version = @version, updated_at = @updatedAt
 where id = @id;

-- name: RatingLabelsDelete
delete from rating_scale_labels where scale_id = @id;

-- name: RatingLabelsInsert
insert into rating_scale_labels (scale_id, position, text, value, normalized)
select @id, label.position, label.text, label.value, label.normalized
  from unnest(@texts::text[], @values::double precision[], @normalized::text[])
       with ordinality as label (text, value, normalized, position);
