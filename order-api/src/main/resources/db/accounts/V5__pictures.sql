-- Pictures of dishes. Not events: files are too large for the log, and have to be deletable. Each is here once, whoever sent it.
CREATE TABLE accounts.pictures (
    picture_id text PRIMARY KEY, -- SHA-256 of the bytes
    width      integer     NOT NULL,
    height     integer     NOT NULL,
    jpeg       bytea       NOT NULL,
    sent_at    timestamptz NOT NULL
);
-- A JPEG does not get smaller.
ALTER TABLE accounts.pictures ALTER COLUMN jpeg SET STORAGE EXTERNAL;

-- Who has sent which, and what that counts towards the store's bound.
CREATE TABLE accounts.store_pictures (
    store_id   text        NOT NULL,
    picture_id text        NOT NULL REFERENCES accounts.pictures,
    bytes      integer     NOT NULL,
    sent_at    timestamptz NOT NULL, -- the last time
    PRIMARY KEY (store_id, picture_id)
);
CREATE INDEX stores_of_picture ON accounts.store_pictures (picture_id);
