-- Who logged in, failed to, or changed an account. An event is written in the transaction of what it tells, is sent to the topic
-- order-accounts after it, and stays as long as there. Rows are never updated but for being published.
CREATE TABLE accounts.trail (
    chain_id    text        NOT NULL, -- empty for what is no chain's
    sequence    bigint      NOT NULL,
    store_id    text,
    account_id  text,
    happened_at timestamptz NOT NULL,
    document    text        NOT NULL, -- the record's bytes, which its hash is over
    published   boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (chain_id, sequence)
);
CREATE INDEX trail_of_store ON accounts.trail (store_id, sequence) WHERE store_id IS NOT NULL;
CREATE INDEX trail_of_account ON accounts.trail (account_id, sequence) WHERE account_id IS NOT NULL;
CREATE INDEX trail_by_age ON accounts.trail (happened_at);
CREATE INDEX trail_to_publish ON accounts.trail (chain_id, sequence) WHERE NOT published;

-- The end of each chain's trail. Whoever writes an event holds its row, so that events follow each other.
CREATE TABLE accounts.trail_heads (
    chain_id text PRIMARY KEY,
    sequence bigint NOT NULL,
    hash     text   NOT NULL
);
