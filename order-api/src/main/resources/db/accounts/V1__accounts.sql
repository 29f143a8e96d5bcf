-- Who may log in. Not events: a password hash must be changeable and deletable, which the log is not.
CREATE TABLE accounts.chains (
    chain_id   text PRIMARY KEY,
    chain_name text        NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE accounts.staff_accounts (
    account_id    text PRIMARY KEY,
    chain_id      text        NOT NULL,
    store_id      text, -- null for chain admins, whose stores are all of the chain's
    username      text        NOT NULL,
    role          text        NOT NULL CHECK (role IN ('staff', 'store_admin', 'chain_admin')),
    password_hash text        NOT NULL,
    disabled      boolean     NOT NULL,
    created_at    timestamptz NOT NULL,
    CHECK ((role = 'chain_admin') = (store_id IS NULL))
);
CREATE UNIQUE INDEX staff_of_store ON accounts.staff_accounts (store_id, username) WHERE store_id IS NOT NULL;
CREATE UNIQUE INDEX admins_of_chain ON accounts.staff_accounts (chain_id, username) WHERE store_id IS NULL;

-- A row may be there before its table's event is, and stays alone if the event never comes: it opens nothing then.
CREATE TABLE accounts.table_credentials (
    table_id      text PRIMARY KEY,
    store_id      text        NOT NULL,
    table_number  integer     NOT NULL,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL
);
CREATE INDEX credentials_of_number ON accounts.table_credentials (store_id, table_number);

-- Names are hashed: what people type there is at times their password.
CREATE TABLE accounts.login_failures (
    login_hash   text PRIMARY KEY,
    failures     integer     NOT NULL, -- in a row
    last_failure timestamptz NOT NULL,
    locked_until timestamptz
);
CREATE INDEX failures_by_age ON accounts.login_failures (last_failure);
