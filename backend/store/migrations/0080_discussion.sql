-- Threads with marks, and conditions that are checked off.
ALTER TABLE approval_comments ADD COLUMN reply_to TEXT REFERENCES approval_comments (id);
ALTER TABLE approval_comments ADD COLUMN mark TEXT;
ALTER TABLE approval_comments ADD COLUMN answered_at TEXT;
ALTER TABLE approval_comments ADD COLUMN resolved_at TEXT;
ALTER TABLE approval_comments ADD COLUMN resolved_id TEXT;
ALTER TABLE approval_comments ADD COLUMN resolved_name TEXT;

ALTER TABLE approval_requests ADD COLUMN open_must_solve INTEGER NOT NULL DEFAULT 0;
ALTER TABLE approval_requests ADD COLUMN open_questions INTEGER NOT NULL DEFAULT 0;

CREATE TABLE approval_conditions_met (
    request_id TEXT NOT NULL REFERENCES approval_requests (id),
    condition_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    met_at TEXT NOT NULL,
    PRIMARY KEY (request_id, condition_id)
);
