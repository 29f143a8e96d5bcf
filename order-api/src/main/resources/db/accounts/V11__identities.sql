-- By whom somebody is vouched for: chain admins and operators may log in by an issuer in place of a password.
CREATE TABLE accounts.identities (
    account_id text PRIMARY KEY REFERENCES accounts.staff_accounts ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    linked_at  timestamptz NOT NULL,
    UNIQUE (issuer, subject)
);
