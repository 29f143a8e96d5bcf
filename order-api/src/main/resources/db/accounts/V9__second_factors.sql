-- References are looked at when a transaction ends: a restored backup has its tables in the order of their names.

-- A code from somebody's phone beside their password. The secret is encrypted with a key that is not in the database.
CREATE TABLE accounts.second_factors (
    account_id     text PRIMARY KEY REFERENCES accounts.staff_accounts ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    secret         bytea, -- null until a code has confirmed the first one
    added_at       timestamptz,
    last_step      bigint  NOT NULL DEFAULT 0, -- of the code that was taken last: it and older ones are taken no more
    wrong_codes    integer NOT NULL DEFAULT 0, -- in a row
    pending_secret bytea, -- shown, and not confirmed yet
    pending_until  timestamptz,
    CHECK ((secret IS NULL) = (added_at IS NULL)),
    CHECK ((pending_secret IS NULL) = (pending_until IS NULL))
);

-- For whoever has lost the phone; each works once. Their 80 random bits are nobody's to guess, so a plain hash is enough.
CREATE TABLE accounts.recovery_codes (
    account_id text NOT NULL REFERENCES accounts.second_factors ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    code_hash  text NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);
