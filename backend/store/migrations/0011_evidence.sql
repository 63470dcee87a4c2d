-- Evidence that people bring: reports of scanners, and what they hold back. A built-in check says which
-- version of its rules judged, and how long it took.

ALTER TABLE evidence ADD COLUMN check_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE evidence ADD COLUMN duration_ms BIGINT NOT NULL DEFAULT 0;

-- One row for each kind of finding that a report brings. state: current counts, expired says not_run,
-- replaced is kept for the record only.
CREATE TABLE evidence_reports (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES plugin_versions (id),
    report_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_digest TEXT NOT NULL,
    subject_digest TEXT NOT NULL,
    bound_by TEXT NOT NULL,
    tool TEXT NOT NULL,
    tool_version TEXT NOT NULL,
    ran_at TEXT NOT NULL,
    uploaded_by TEXT NOT NULL,
    uploaded_by_name TEXT NOT NULL,
    uploaded_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    state TEXT NOT NULL,
    findings TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX evidence_reports_by_version ON evidence_reports (version_id, state);
CREATE INDEX evidence_reports_by_expiry ON evidence_reports (tenant, state, expires_at);

CREATE TABLE suppressions (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    version_id TEXT NOT NULL REFERENCES plugin_versions (id),
    finding_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_by_name TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    decided_by TEXT,
    decided_by_name TEXT,
    decided_at TEXT,
    comment TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX suppressions_by_version ON suppressions (version_id, proposed_at);
CREATE INDEX suppressions_by_expiry ON suppressions (tenant, state, expires_at);
