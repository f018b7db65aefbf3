-- Who may call the service. The secret is 256 random bits, so one SHA-256 protects it as well as a slow hash would.

create table api_keys (
    id           uuid primary key,
    prefix       text        not null,
    secret_hash  bytea       not null,
    name         text        not null,
    role         text        not null,
    created_at   timestamptz not null,
    created_by   text        not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    constraint api_keys_prefix_unique unique (prefix),
    constraint api_keys_prefix_shape check (prefix ~ '^[a-z0-9]{8}$'),
    constraint api_keys_secret_is_hashed check (octet_length(secret_hash) = 32),
    constraint api_keys_name_length check (char_length(name) between 1 and 200),
    constraint api_keys_role check (role in ('reader', 'contributor', 'editor', 'admin'))
);

grant select, insert, update (revoked_at, last_used_at) on api_keys to claimcheck_service;
