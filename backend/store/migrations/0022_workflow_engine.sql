-- Workflows as versioned documents, stages as a graph, delegations, claims, escalation, policy's own
-- decisions and reviews after emergencies. Requests of before keep their stages: an empty rule means
-- that a stage waits for the group before it.
ALTER TABLE persons ADD COLUMN group_names TEXT NOT NULL DEFAULT '';

CREATE TABLE workflow_templates (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    active_version INTEGER NOT NULL,
    draft_version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE TABLE workflow_template_versions (
    tenant TEXT NOT NULL,
    template_id TEXT NOT NULL,
    version INTEGER NOT NULL,
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
    PRIMARY KEY (tenant, template_id, version)
);

ALTER TABLE approval_requests ADD COLUMN policy TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE approval_requests ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE approval_requests ADD COLUMN valid_hours INTEGER NOT NULL DEFAULT 720;
ALTER TABLE approval_requests ADD COLUMN attention INTEGER NOT NULL DEFAULT 0;
ALTER TABLE approval_requests ADD COLUMN review_state TEXT NOT NULL DEFAULT '';
ALTER TABLE approval_requests ADD COLUMN review_hours INTEGER NOT NULL DEFAULT 72;
ALTER TABLE approval_requests ADD COLUMN review_due_at TEXT;
ALTER TABLE approval_requests ADD COLUMN reviewer_id TEXT NOT NULL DEFAULT '';
ALTER TABLE approval_requests ADD COLUMN reviewer_name TEXT NOT NULL DEFAULT '';
ALTER TABLE approval_requests ADD COLUMN reviewed_at TEXT;
ALTER TABLE approval_requests ADD COLUMN review_outcome TEXT;
ALTER TABLE approval_requests ADD COLUMN review_comment TEXT;
ALTER TABLE approval_requests ADD COLUMN review_overdue_noted INTEGER NOT NULL DEFAULT 0;
UPDATE approval_requests SET attention = is_open;
-- What somebody has to do something with: open, or owing a review.
CREATE INDEX approval_requests_attention ON approval_requests (tenant, attention, due_at, id);
CREATE INDEX approval_requests_attention_risk ON approval_requests (tenant, attention, risk_score, id);

ALTER TABLE approval_stages ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE approval_stages ADD COLUMN group_names TEXT NOT NULL DEFAULT '';
ALTER TABLE approval_stages ADD COLUMN by_owner INTEGER NOT NULL DEFAULT 0;
ALTER TABLE approval_stages ADD COLUMN missing INTEGER NOT NULL DEFAULT 1;
ALTER TABLE approval_stages ADD COLUMN reminded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE approval_stages ADD COLUMN escalated_at TEXT;
ALTER TABLE approval_stages ADD COLUMN clock_at TEXT;
ALTER TABLE approval_stages ADD COLUMN note TEXT;
ALTER TABLE approval_stages ADD COLUMN policy_decision TEXT NOT NULL DEFAULT '';
UPDATE approval_stages SET missing = quorum;
UPDATE approval_stages SET clock_at = due_at WHERE status = 'active' AND overdue_noted = 0;
CREATE INDEX approval_stages_clock ON approval_stages (status, clock_at);

ALTER TABLE approval_decisions ADD COLUMN behalf_id TEXT NOT NULL DEFAULT '';
ALTER TABLE approval_decisions ADD COLUMN behalf_name TEXT NOT NULL DEFAULT '';
-- The last line of defence for "nobody is voted for twice".
CREATE UNIQUE INDEX approval_decisions_behalf_once ON approval_decisions (request_id, behalf_id)
    WHERE is_void = 0 AND outcome <> 'abstain' AND behalf_id <> '';

CREATE TABLE approval_claims (
    request_id TEXT NOT NULL REFERENCES approval_requests (id),
    stage_id TEXT NOT NULL REFERENCES approval_stages (id),
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    claimed_until TEXT NOT NULL,
    PRIMARY KEY (request_id, person_id)
);
CREATE INDEX approval_claims_stage ON approval_claims (stage_id, claimed_until);
CREATE INDEX approval_claims_until ON approval_claims (claimed_until);

CREATE TABLE approval_delegations (
    id TEXT NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    from_id TEXT NOT NULL,
    from_name TEXT NOT NULL,
    to_id TEXT NOT NULL,
    to_name TEXT NOT NULL,
    request_id TEXT REFERENCES approval_requests (id),
    request_number TEXT,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at TEXT NOT NULL,
    announced INTEGER NOT NULL,
    revision INTEGER NOT NULL
);
CREATE INDEX approval_delegations_to ON approval_delegations (tenant, to_id, ends_at);
CREATE INDEX approval_delegations_from ON approval_delegations (tenant, from_id, ends_at);
CREATE INDEX approval_delegations_clock ON approval_delegations (announced, ends_at);
