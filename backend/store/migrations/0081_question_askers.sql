-- Whose question to the requester has no answer yet: they wait, and nobody else does for it.
ALTER TABLE approval_requests ADD COLUMN question_askers TEXT NOT NULL DEFAULT '';

UPDATE approval_requests SET question_askers = COALESCE((
    SELECT '|' || MIN(c.author_id) || '|' || MAX(c.author_id) || '|' FROM approval_comments c
    WHERE c.request_id = approval_requests.id AND c.mark = 'question' AND c.answered_at IS NULL AND c.resolved_at IS NULL), '')
WHERE open_questions > 0;
