-- Records of the log that somebody decided to leave out of the read models: whole, with who decided and why. Outside the
-- generations, since the decision is about the log: one that is built anew keeps to it.
CREATE TABLE orders.skipped_events (
    log_partition   integer     NOT NULL,
    log_offset      bigint      NOT NULL,
    scope           text        NOT NULL, -- this and the next: as it was parked
    store_id        text,
    order_id        text,
    reason          text        NOT NULL,
    detail          text        NOT NULL,
    type            text,
    request_id      text,
    sequence        bigint,
    prev_hash       text,
    hash            text,
    record_time     timestamptz NOT NULL,
    headers         jsonb       NOT NULL,
    record_key      bytea,
    value           bytea,
    parked_at       timestamptz NOT NULL,
    skip_reason     text        NOT NULL,
    skipped_by_role text        NOT NULL,
    skipped_by_id   text        NOT NULL,
    skip_request_id text,
    skipped_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (log_partition, log_offset)
);
CREATE INDEX skipped_of_order ON orders.skipped_events (store_id, order_id, log_offset);
CREATE INDEX skipped_chain ON orders.skipped_events (store_id, sequence);
