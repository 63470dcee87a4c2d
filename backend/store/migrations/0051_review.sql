-- What people mark as read, by content; and the line a comment is about.
CREATE TABLE reviewed_files (
    tenant TEXT NOT NULL,
    person_id TEXT NOT NULL,
    version_digest TEXT NOT NULL,
    path TEXT NOT NULL,
    marked_at TEXT NOT NULL,
    PRIMARY KEY (tenant, person_id, version_digest, path)
);
ALTER TABLE approval_comments ADD COLUMN anchor_path TEXT;
ALTER TABLE approval_comments ADD COLUMN anchor_side TEXT;
ALTER TABLE approval_comments ADD COLUMN anchor_line INTEGER;
ALTER TABLE approval_comments ADD COLUMN anchor_version_id TEXT;
ALTER TABLE approval_comments ADD COLUMN anchor_version TEXT;
