-- Keys that people sign decisions with, and the log of decisions: a Merkle tree (RFC 6962) for each tenant, whose
-- complete nodes are kept so that a proof reads a few of them and not the whole log.
CREATE TABLE signing_keys (
    id TEXT NOT NULL,
    tenant TEXT NOT NULL,
    person_id TEXT NOT NULL,
    public_key TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    enrolled_at TEXT NOT NULL,
    last_used_at TEXT,
    ended_at TEXT,
    reason TEXT,
    replaced_by TEXT,
    revision BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX signing_keys_by_person ON signing_keys (tenant, person_id, enrolled_at);

CREATE TABLE decision_log_entries (
    tenant TEXT NOT NULL,
    leaf_index BIGINT NOT NULL,
    decision_id TEXT NOT NULL,
    entry TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (tenant, leaf_index)
);
CREATE UNIQUE INDEX decision_log_entries_by_decision ON decision_log_entries (tenant, decision_id);

-- Level 0 are the leaves. Only nodes over a whole power of two of them: those never change.
CREATE TABLE decision_log_nodes (
    tenant TEXT NOT NULL,
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (tenant, level, position)
);

-- Which key signed the heads until now, so that another one is not taken by mistake.
CREATE TABLE decision_log_keys (
    key_id TEXT NOT NULL PRIMARY KEY,
    since TEXT NOT NULL
);

--@sqlite
CREATE TRIGGER decision_log_entries_keep_update BEFORE UPDATE ON decision_log_entries
BEGIN
    SELECT RAISE(ABORT, 'the decision log is append-only');
END;
CREATE TRIGGER decision_log_entries_keep_delete BEFORE DELETE ON decision_log_entries
BEGIN
    SELECT RAISE(ABORT, 'the decision log is append-only');
END;
CREATE TRIGGER decision_log_nodes_keep_update BEFORE UPDATE ON decision_log_nodes
BEGIN
    SELECT RAISE(ABORT, 'the decision log is append-only');
END;
CREATE TRIGGER decision_log_nodes_keep_delete BEFORE DELETE ON decision_log_nodes
BEGIN
    SELECT RAISE(ABORT, 'the decision log is append-only');
END;
--@end
--@postgresql
CREATE FUNCTION decision_log_refuse() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'the decision log is append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER decision_log_entries_keep BEFORE UPDATE OR DELETE ON decision_log_entries
    FOR EACH STATEMENT EXECUTE FUNCTION decision_log_refuse();
CREATE TRIGGER decision_log_nodes_keep BEFORE UPDATE OR DELETE ON decision_log_nodes
    FOR EACH STATEMENT EXECUTE FUNCTION decision_log_refuse();
--@end

-- Votes from before have neither.
ALTER TABLE approval_decisions ADD COLUMN signed_with TEXT;
ALTER TABLE approval_decisions ADD COLUMN leaf_index BIGINT;
ALTER TABLE approval_timeline ADD COLUMN decision_id TEXT;
