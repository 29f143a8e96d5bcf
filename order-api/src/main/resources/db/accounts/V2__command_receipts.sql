-- What came of a command with an Idempotency-Key, written with the change itself. Never a password or its hash.
CREATE TABLE accounts.command_receipts (
    command_id  text PRIMARY KEY,
    store_id    text        NOT NULL, -- empty for what is no store's
    fingerprint text        NOT NULL,
    answer      text, -- JSON; null only until the change's own transaction ends
    kept_at     timestamptz NOT NULL
);
CREATE INDEX receipts_by_age ON accounts.command_receipts (kept_at);
CREATE INDEX receipts_of_store ON accounts.command_receipts (store_id, kept_at);
