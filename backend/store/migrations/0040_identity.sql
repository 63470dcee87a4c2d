-- What the sandbox's own OpenID provider remembers between requests. Times are seconds since 1970, as
-- in the tokens themselves; secrets are SHA-256 digests only.

CREATE TABLE oidc_families (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    scope TEXT NOT NULL,
    auth_time BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE TABLE oidc_codes (
    digest TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES oidc_families (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    challenge TEXT NOT NULL,
    nonce TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX oidc_codes_family ON oidc_codes (family_id);

CREATE TABLE oidc_refresh_tokens (
    digest TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES oidc_families (id) ON DELETE CASCADE,
    issued_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX oidc_refresh_tokens_family ON oidc_refresh_tokens (family_id);

CREATE TABLE oidc_device_codes (
    digest TEXT PRIMARY KEY,
    user_code TEXT NOT NULL UNIQUE,
    client_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    status TEXT NOT NULL,
    subject TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_polled_at BIGINT NOT NULL,
    poll_interval BIGINT NOT NULL
);

CREATE TABLE oidc_revocations (
    id TEXT PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
