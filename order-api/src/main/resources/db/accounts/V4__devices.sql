-- Tablets, kitchen and floor screens log in by a credential of their own, of which only the hash is here. The row is the
-- device: it goes when somebody logs the device out, or when nobody has used it until expires_at.
ALTER TABLE accounts.devices ADD COLUMN store_id text; -- null for chain admins
ALTER TABLE accounts.devices ADD COLUMN kind text NOT NULL DEFAULT 'browser'
    CHECK (kind IN ('browser', 'tablet', 'kitchen', 'floor'));
ALTER TABLE accounts.devices ADD COLUMN device_name text NOT NULL DEFAULT '';
ALTER TABLE accounts.devices ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE accounts.devices ADD COLUMN credential_hash text;
-- Of the account or table when the credential was given out: it opens nothing once there is a later one.
ALTER TABLE accounts.devices ADD COLUMN epoch bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN accounts.devices.account_id IS 'the account, or a tablet''s table, with whose access the device''s ends';
UPDATE accounts.devices SET last_seen_at = logged_in_at;
UPDATE accounts.devices d SET store_id = a.store_id FROM accounts.staff_accounts a WHERE a.account_id = d.account_id;
CREATE INDEX devices_of_store ON accounts.devices (store_id, last_seen_at);

-- Works once and for minutes. Keyed hashes, so that whoever reads the table cannot try all codes out.
CREATE TABLE accounts.pairing_codes (
    code_hash   text PRIMARY KEY,
    store_id    text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('tablet', 'kitchen', 'floor')),
    table_id    text, -- a tablet's
    device_name text        NOT NULL,
    account_id  text        NOT NULL, -- who made it, and lost nothing of their access since
    epoch       bigint      NOT NULL,
    expires_at  timestamptz NOT NULL,
    CHECK ((kind = 'tablet') = (table_id IS NOT NULL))
);
CREATE INDEX pairing_codes_of_store ON accounts.pairing_codes (store_id, expires_at);
