-- Look-ups by object come in an order of their own; without it in the index, the planner walks a
-- whole tenant in that order instead.
DROP INDEX approval_requests_plugin;
DROP INDEX approval_requests_version;
DROP INDEX approval_requests_config;
CREATE INDEX approval_requests_plugin ON approval_requests (tenant, plugin_id, is_open, created_at, id);
CREATE INDEX approval_requests_version ON approval_requests (tenant, version_id, is_open, created_at, id);
CREATE INDEX approval_requests_config ON approval_requests (tenant, config_revision_id, number);
CREATE INDEX approval_requests_approved ON approval_requests (tenant, version_id, environment, status, decided_at);
CREATE INDEX approval_requests_any_risk ON approval_requests (tenant, risk_score, id);
CREATE INDEX approval_requests_any_due ON approval_requests (tenant, due_at, id);
CREATE INDEX approval_requests_any_priority ON approval_requests (tenant, priority_rank, id);
