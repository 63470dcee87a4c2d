-- What an exemption lifts. Those of before named nothing, and lifted everything.
ALTER TABLE approval_requests ADD COLUMN exempts TEXT NOT NULL DEFAULT '[]';
UPDATE approval_requests SET exempts = '["*"]' WHERE type = 'exemption';
