-- Tokens end before they expire. An epoch counts how often what an account, a table or a chain opens was taken back; a token
-- holds the epochs of its login and opens nothing once there is a later one.
ALTER TABLE accounts.chains ADD COLUMN epoch bigint NOT NULL DEFAULT 0;
ALTER TABLE accounts.chains ADD COLUMN disabled boolean NOT NULL DEFAULT false;
ALTER TABLE accounts.staff_accounts ADD COLUMN epoch bigint NOT NULL DEFAULT 0;
ALTER TABLE accounts.table_credentials ADD COLUMN epoch bigint NOT NULL DEFAULT 0;

-- What every service reads from the topic order-access. A row is written in the transaction of the change that it is about,
-- is sent to Kafka after it, and stays for as long as a token given out before may be valid, should the topic be lost.
CREATE TABLE accounts.access_ends (
    end_id    text PRIMARY KEY,
    document  text        NOT NULL, -- the record's JSON
    ended_at  timestamptz NOT NULL,
    published boolean     NOT NULL
);
CREATE INDEX access_ends_to_publish ON accounts.access_ends (ended_at) WHERE NOT published;
CREATE INDEX access_ends_by_age ON accounts.access_ends (ended_at);

-- Where people are logged in. For them to look at: what is logged out is known from the ends above.
CREATE TABLE accounts.devices (
    device_id    text PRIMARY KEY, -- of one login, as its token says
    account_id   text        NOT NULL,
    logged_in_at timestamptz NOT NULL,
    address      text        NOT NULL,
    user_agent   text        NOT NULL, -- as the client says; shortened
    expires_at   timestamptz NOT NULL
);
CREATE INDEX devices_of_account ON accounts.devices (account_id, logged_in_at);
CREATE INDEX devices_by_expiry ON accounts.devices (expires_at);

-- Failures are counted by name and address, or by name and device: an admin who unlocks a name forgets all of them.
ALTER TABLE accounts.login_failures ADD COLUMN name_hash text NOT NULL DEFAULT '';
CREATE INDEX failures_of_name ON accounts.login_failures (name_hash);
