-- What everything after it rests on: the extension that folds accents, the role under which the service works,
-- and the few facts the service keeps about itself.

-- Installed by name into public, so that a dump restores under an empty search_path.
create extension if not exists unaccent with schema public;

-- A role belongs to the whole cluster while migrations belong to one database: it may be there already, and another
-- database may be creating it at this very moment.
do $$
begin
    if not exists (select from pg_roles where rolname = 'claimcheck_service') then
        create role claimcheck_service nologin;
    end if;
exception
    when duplicate_object or unique_violation then null;
end
$$;

-- The login that runs the service must be able to act as the role. A superuser can do so without being a member. Since
-- Postgres 16 being one is not enough: whoever made a role is a member who may grant it, but not act as it.
do $$
begin
    if not (select rolsuper from pg_roles where rolname = current_user)
       and not pg_has_role(current_user, 'claimcheck_service',
                           case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end) then
        execute format('grant claimcheck_service to %I', current_user);
    end if;
end
$$;

grant usage on schema public to claimcheck_service;

-- So that the service can tell whether it fits the database, whoever applied the migrations.
grant select on schema_migrations to claimcheck_service;

-- Facts of this database that every instance shares: the key that signs paging cursors, whether the sample was loaded.
create table service_facts (
    name        text primary key,
    value       bytea not null,
    recorded_at timestamptz not null default now()
);

insert into service_facts (name, value)
values ('cursor_key', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

grant select, insert on service_facts to claimcheck_service;
