-- What every feature stands on: people, counters, the two logs, idempotent answers and long work.
-- Times are RFC 3339 text in UTC, so that text order is time order on every system.

CREATE TABLE persons (
    id TEXT NOT NULL,
    tenant TEXT NOT NULL,
    issuer TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    roles TEXT NOT NULL DEFAULT '',
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX persons_by_subject ON persons (issuer, subject);

CREATE TABLE sequences (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (tenant, name)
);

CREATE TABLE events (
    cursor_id BIGINT PRIMARY KEY,
    tenant TEXT NOT NULL,
    type TEXT NOT NULL,
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    etag TEXT NOT NULL,
    at TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    summary TEXT NOT NULL
);
CREATE INDEX events_by_tenant ON events (tenant, cursor_id);

CREATE TABLE audit_events (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    at TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    environment TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (tenant, sequence)
);
CREATE INDEX audit_events_by_object ON audit_events (tenant, object_id, sequence);
CREATE INDEX audit_events_by_actor ON audit_events (tenant, actor_id, sequence);

--@sqlite
CREATE TRIGGER audit_events_keep_update BEFORE UPDATE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are append-only');
END;
CREATE TRIGGER audit_events_keep_delete BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are append-only');
END;
--@end
--@postgresql
CREATE FUNCTION audit_events_refuse() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'audit events are append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER audit_events_keep BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse();
--@end

CREATE TABLE idempotency_keys (
    tenant TEXT NOT NULL,
    person_id TEXT NOT NULL,
    key TEXT NOT NULL,
    route TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    etag TEXT NOT NULL,
    location TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (tenant, person_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE operations (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    number BIGINT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    percent BIGINT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    environment TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    started_at TEXT,
    finished_at TEXT,
    problem TEXT,
    result TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX operations_by_time ON operations (tenant, number);
CREATE INDEX operations_by_status ON operations (tenant, status, number);
CREATE INDEX operations_by_subject ON operations (tenant, subject_id, number);

CREATE TABLE operation_steps (
    operation_id TEXT NOT NULL REFERENCES operations (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    started_at TEXT,
    finished_at TEXT,
    message TEXT NOT NULL,
    PRIMARY KEY (operation_id, position)
);

CREATE TABLE operation_log (
    operation_id TEXT NOT NULL REFERENCES operations (id),
    sequence BIGINT NOT NULL,
    at TEXT NOT NULL,
    level TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (operation_id, sequence)
);
