-- Configuration documents: immutable, numbered per plugin and overlay.
CREATE TABLE config_revisions (
    id TEXT NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    plugin_id TEXT NOT NULL,
    plugin_name TEXT NOT NULL,
    environment TEXT NOT NULL,
    overlay_tenant TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    yaml TEXT NOT NULL,
    digest TEXT NOT NULL,
    leaf_count INTEGER NOT NULL,
    schema_version TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    activated_at TEXT,
    rollback_of INTEGER,
    revision INTEGER NOT NULL,
    UNIQUE (tenant, plugin_id, environment, overlay_tenant, number)
);
-- At most one document of an overlay is in force.
CREATE UNIQUE INDEX config_revisions_active ON config_revisions (tenant, plugin_id, environment, overlay_tenant)
    WHERE state = 'active';
CREATE INDEX config_revisions_environment ON config_revisions (tenant, environment, state);
CREATE INDEX config_revisions_tree ON config_revisions (tenant, plugin_name, plugin_id);
