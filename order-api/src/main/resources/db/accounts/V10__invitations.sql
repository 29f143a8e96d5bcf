-- Whoever is invited chooses a password by a link; until then the account has none, and nobody logs in to it.
ALTER TABLE accounts.staff_accounts ALTER COLUMN password_hash DROP NOT NULL;

-- One for each account: a new link takes the place of the one before. Keyed hashes, of codes that nobody could guess anyway.
CREATE TABLE accounts.invitations (
    account_id text PRIMARY KEY REFERENCES accounts.staff_accounts ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    code_hash  text        NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL
);
