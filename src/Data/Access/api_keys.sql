-- name: ApiKeyByPrefix
-- No row: no key begins like this.
select id, prefix, secret_hash, name, role, created_at, created_by, expires_at, revoked_at, last_used_at
  from api_keys
 where prefix = @prefix;

-- name: ApiKeyGet
-- No row: no key has the id.
select id, prefix, secret_hash, name, role, created_at, created_by, expires_at, revoked_at, last_used_at
  from api_keys
 where id = @id;

-- name: ApiKeyList
select k.id, k.prefix, k.secret_hash, k.name, k.role, k.created_at, k.created_by, k.expires_at, k.revoked_at, k.last_used_at
  from api_keys k
 where true /*filters*/
 order by k.id desc
 limit @take;

-- fragment: before
   and k.id < @before

-- name: ApiKeyInsert
insert into api_keys (id, prefix, secret_hash, name, role, created_at, created_by, expires_at)
values (@id, @prefix, @secretHash, @name, @role, @createdAt, @createdBy, @expiresAt);

-- name: ApiKeyLock
-- No row: no key has the id.
select id, prefix, secret_hash, name, role, created_at, created_by, expires_at, revoked_at, last_used_at
  from api_keys
 where id = @id
   for update;

-- name: ApiKeyRevoke
update api_keys set revoked_at = @at where id = @id;

-- name: ApiKeysTouch
-- Uses are noted together now and then; an older note never replaces a newer one.
update api_keys k
   set last_used_at = used.at
  from unnest(@ids::uuid[], @times::timestamptz[]) as used (id, at)
 where k.id = used.id and (k.last_used_at is null or k.last_used_at < used.at);
