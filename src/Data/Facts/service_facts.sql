-- name: ServiceFactGet
-- No row: the fact was never recorded.
select value from service_facts where name = @name;

-- name: ServiceFactRecord
-- No row: somebody recorded it before, and it stays as it is.
insert into service_facts (name, value) values (@name, @value) on conflict (name) do nothing returning name;

-- name: DatabaseIsEmpty
select not exists (select from sources) as is_empty;
