-- Requests for approval with their stages, votes, comments and history.
CREATE TABLE approval_requests (
    id TEXT NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    number INTEGER NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    priority TEXT NOT NULL,
    priority_rank INTEGER NOT NULL,
    environment TEXT NOT NULL,
    risk TEXT NOT NULL,
    risk_score INTEGER NOT NULL,
    plugin_id TEXT NOT NULL,
    plugin_name TEXT NOT NULL,
    version_id TEXT NOT NULL,
    version TEXT NOT NULL,
    published_at TEXT,
    base_version_id TEXT,
    base_version TEXT,
    config_revision_id TEXT,
    config_revision INTEGER,
    base_config_revision INTEGER,
    version_digest TEXT NOT NULL,
    evidence_revision INTEGER NOT NULL,
    policy_version INTEGER NOT NULL,
    denial TEXT NOT NULL,
    evidence_gap TEXT NOT NULL,
    template_id TEXT NOT NULL,
    template_version INTEGER NOT NULL,
    requested_by TEXT NOT NULL,
    requested_by_name TEXT NOT NULL,
    justification TEXT NOT NULL,
    impact TEXT NOT NULL,
    rollback_plan TEXT NOT NULL,
    conditions TEXT NOT NULL,
    due_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    valid_until TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    decided_at TEXT,
    comment_count INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    UNIQUE (tenant, number)
);
CREATE INDEX approval_requests_due ON approval_requests (tenant, is_open, due_at, id);
CREATE INDEX approval_requests_updated ON approval_requests (tenant, updated_at, id);
CREATE INDEX approval_requests_created ON approval_requests (tenant, created_at, id);
CREATE INDEX approval_requests_risk ON approval_requests (tenant, is_open, risk_score, id);
CREATE INDEX approval_requests_decided ON approval_requests (tenant, decided_at, id);
CREATE INDEX approval_requests_plugin ON approval_requests (tenant, plugin_id, is_open);
CREATE INDEX approval_requests_version ON approval_requests (tenant, version_id, environment, status);
CREATE INDEX approval_requests_config ON approval_requests (tenant, config_revision_id);
CREATE INDEX approval_requests_expiry ON approval_requests (tenant, is_open, expires_at);

CREATE TABLE approval_stages (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES approval_requests (id),
    position INTEGER NOT NULL,
    discipline TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    stage_order INTEGER NOT NULL,
    quorum INTEGER NOT NULL CHECK (quorum > 0),
    due_hours INTEGER NOT NULL,
    status TEXT NOT NULL,
    opened_at TEXT,
    due_at TEXT,
    overdue_noted INTEGER NOT NULL
);
CREATE INDEX approval_stages_request ON approval_stages (request_id, position);
CREATE INDEX approval_stages_due ON approval_stages (status, due_at);

-- Votes are never deleted or rewritten; only is_void may be set.
CREATE TABLE approval_decisions (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES approval_requests (id),
    stage_id TEXT NOT NULL REFERENCES approval_stages (id),
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    outcome TEXT NOT NULL,
    comment TEXT NOT NULL,
    conditions TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    version_digest TEXT NOT NULL,
    evidence_revision INTEGER NOT NULL,
    policy_version INTEGER NOT NULL,
    is_void INTEGER NOT NULL
);
CREATE INDEX approval_decisions_request ON approval_decisions (request_id, decided_at);
-- The last line of defence for "one person counts in one stage".
CREATE UNIQUE INDEX approval_decisions_once ON approval_decisions (request_id, person_id)
    WHERE is_void = 0 AND outcome <> 'abstain';

CREATE TABLE approval_comments (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES approval_requests (id),
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX approval_comments_request ON approval_comments (request_id, created_at, id);

CREATE TABLE approval_timeline (
    request_id TEXT NOT NULL REFERENCES approval_requests (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    person_id TEXT,
    person_name TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (request_id, position)
);
