-- Operators have accounts as everybody else has, of no chain: its id is empty, as in the account trail.
ALTER TABLE accounts.staff_accounts DROP CONSTRAINT staff_accounts_role_check;
ALTER TABLE accounts.staff_accounts DROP CONSTRAINT staff_accounts_check;
ALTER TABLE accounts.staff_accounts
    ADD CONSTRAINT staff_accounts_role_check CHECK (role IN ('staff', 'store_admin', 'chain_admin', 'operator')),
    ADD CONSTRAINT staff_accounts_store_check CHECK ((role IN ('chain_admin', 'operator')) = (store_id IS NULL)),
    ADD CONSTRAINT staff_accounts_chain_check CHECK ((role = 'operator') = (chain_id = ''));

-- Makes the first operator, once and soon. One at a time: whoever makes another takes back the one before.
CREATE TABLE accounts.setup_code (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    code_hash  text        NOT NULL, -- keyed, so that whoever reads it cannot try all codes out
    made_by    text        NOT NULL, -- the operator's token with which it was asked for
    expires_at timestamptz NOT NULL
);

-- Nobody of these stores logs in, at no table either. Their events stay, and they can be opened again.
CREATE TABLE accounts.closed_stores (
    store_id  text PRIMARY KEY,
    chain_id  text        NOT NULL,
    closed_at timestamptz NOT NULL
);
CREATE INDEX closed_stores_of_chain ON accounts.closed_stores (chain_id);
