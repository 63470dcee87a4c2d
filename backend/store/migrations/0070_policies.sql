-- Policies as versioned documents, what decisions were made on, and back-tests of drafts.
CREATE TABLE policy_sets (
    tenant TEXT NOT NULL PRIMARY KEY,
    active_version BIGINT NOT NULL,
    draft_version BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE policy_set_versions (
    tenant TEXT NOT NULL,
    version BIGINT NOT NULL,
    yaml TEXT NOT NULL,
    digest TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    activated_id TEXT NOT NULL,
    activated_name TEXT NOT NULL,
    activated_at TEXT,
    reason TEXT NOT NULL,
    tried_digest TEXT NOT NULL,
    tried_at TEXT,
    PRIMARY KEY (tenant, version)
);

ALTER TABLE policy_evaluations ADD COLUMN rule_id TEXT NOT NULL DEFAULT '';

-- What the policies looked at when somebody decided. Evidence itself is replaced by newer evidence.
CREATE TABLE decided_inputs (
    version_id TEXT NOT NULL REFERENCES plugin_versions (id),
    evidence_revision BIGINT NOT NULL,
    inputs TEXT NOT NULL,
    PRIMARY KEY (version_id, evidence_revision)
);

CREATE TABLE policy_backtests (
    id TEXT NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    result TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX policy_backtests_age ON policy_backtests (created_at);
