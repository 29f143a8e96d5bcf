-- A floor is a dining room; where a store's journal begins is its start. Services of the version before read the view until
-- they are replaced.
ALTER TABLE orders.journal_floor RENAME TO journal_start;
ALTER INDEX orders.journal_floor_pkey RENAME TO journal_start_pkey;
CREATE VIEW orders.journal_floor AS SELECT * FROM orders.journal_start;
