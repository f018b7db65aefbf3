-- The verdicts that a newsroom gives, in its own words and order, each with what it comes to in words that all newsrooms share.
-- Assessments keep their own copy of words and numbers, so a scale may change without changing a verdict.

create table rating_scales (
    id           uuid primary key,
    slug         text        not null,
    name         text        not null,
    best_rating  double precision,
    worst_rating double precision,
    version      integer     not null default 1,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    constraint rating_scales_slug_unique unique (slug),
    constraint rating_scales_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 100),
    constraint rating_scales_name_length check (char_length(name) between 1 and 300),
    constraint rating_scales_bounds_together check ((best_rating is null) = (worst_rating is null)),
    constraint rating_scales_worst_below_best check (worst_rating < best_rating),
    -- NaN counts as greater than every number here, so it is refused as well as the infinities.
    constraint rating_scales_bounds_range check
        (best_rating between -1000000 and 1000000 and worst_rating between -1000000 and 1000000)
);

grant select, insert, update (name, best_rating, worst_rating, version, updated_at) on rating_scales to claimcheck_service;

create table rating_scale_labels (
    scale_id   uuid     not null references rating_scales (id),
    position   smallint not null,
    text       text     not null,
    value      double precision,
    normalized text     not null,
    primary key (scale_id, position),
    constraint rating_scale_labels_text_unique unique (scale_id, text),
    constraint rating_scale_labels_position check (position between 1 and 50),
    constraint rating_scale_labels_text_length check (char_length(text) between 1 and 200),
    constraint rating_scale_labels_value_range check (value between -1000000 and 1000000),
    constraint rating_scale_labels_normalized check (normalized in
        ('true', 'mostly_true', 'mixture', 'mostly_false', 'false', 'unverifiable', 'other'))
);

-- Labels are replaced as a whole when a scale is changed; the audit log keeps how they were.
grant select, insert, delete on rating_scale_labels to claimcheck_service;
