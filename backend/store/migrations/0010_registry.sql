-- Packages, their versions with evidence and policy verdicts, and where they run.
-- Derived columns of plugins (status, risk, latest version, environments) are kept by the registry
-- service in the transaction that changes what they come from, so that lists sort and filter by index.

CREATE TABLE plugins (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    description TEXT NOT NULL,
    category TEXT NOT NULL,
    owner TEXT NOT NULL,
    tags TEXT NOT NULL,
    lifecycle TEXT NOT NULL,
    status TEXT NOT NULL,
    status_reason TEXT,
    blocked_reason TEXT,
    deprecated_reason TEXT,
    risk TEXT NOT NULL,
    risk_score BIGINT NOT NULL,
    licence TEXT NOT NULL,
    publisher TEXT NOT NULL,
    homepage TEXT NOT NULL,
    repository TEXT NOT NULL,
    latest_version_id TEXT NOT NULL,
    latest_version TEXT NOT NULL,
    has_config_schema BIGINT NOT NULL,
    update_available BIGINT NOT NULL,
    pending_requests TEXT NOT NULL,
    search TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    revision BIGINT NOT NULL,
    UNIQUE (tenant, name)
);
CREATE INDEX plugins_by_status ON plugins (tenant, status, name);
CREATE INDEX plugins_by_risk ON plugins (tenant, risk_score, id);
CREATE INDEX plugins_by_update ON plugins (tenant, updated_at, id);

CREATE TABLE plugin_versions (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    plugin_id TEXT NOT NULL REFERENCES plugins (id),
    plugin_name TEXT NOT NULL,
    version TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    licence TEXT NOT NULL,
    published_at TEXT NOT NULL,
    publisher TEXT NOT NULL,
    deprecated TEXT,
    packed_size BIGINT NOT NULL,
    unpacked_size BIGINT NOT NULL,
    file_count BIGINT NOT NULL,
    backstage_role TEXT NOT NULL,
    backstage_plugin_id TEXT NOT NULL,
    risk TEXT NOT NULL,
    risk_score BIGINT NOT NULL,
    evidence_revision BIGINT NOT NULL,
    policy_version BIGINT NOT NULL,
    manifest TEXT NOT NULL,
    config_schema TEXT NOT NULL,
    config_source TEXT NOT NULL,
    revision BIGINT NOT NULL,
    UNIQUE (plugin_id, version)
);
CREATE INDEX plugin_versions_by_order ON plugin_versions (plugin_id, sort_key);

CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    version_id TEXT NOT NULL REFERENCES plugin_versions (id),
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL,
    summary TEXT NOT NULL,
    tool TEXT NOT NULL,
    tool_version TEXT NOT NULL,
    ran_at TEXT NOT NULL,
    subject_digest TEXT NOT NULL,
    facts TEXT NOT NULL,
    findings TEXT NOT NULL,
    UNIQUE (version_id, kind)
);

CREATE TABLE policy_evaluations (
    version_id TEXT NOT NULL REFERENCES plugin_versions (id),
    environment TEXT NOT NULL,
    position BIGINT NOT NULL,
    policy_id TEXT NOT NULL,
    policy_version BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    enforcement TEXT NOT NULL,
    rule TEXT NOT NULL,
    message TEXT NOT NULL,
    inputs_digest TEXT NOT NULL,
    PRIMARY KEY (version_id, environment, position)
);

CREATE TABLE installations (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    plugin_id TEXT NOT NULL REFERENCES plugins (id),
    environment TEXT NOT NULL,
    state TEXT NOT NULL,
    settled_state TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES plugin_versions (id),
    version TEXT NOT NULL,
    previous_version_id TEXT,
    request_id TEXT,
    operation_id TEXT,
    observed_at TEXT,
    updated_at TEXT NOT NULL,
    revision BIGINT NOT NULL,
    UNIQUE (tenant, plugin_id, environment)
);
CREATE INDEX installations_by_environment ON installations (tenant, environment, plugin_id);
