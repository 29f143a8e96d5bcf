-- Until a table has statistics, all indexes that begin with the store look equally good for finding a row by its key, and a
-- prepared statement may keep one that reads a store's whole past. The predicates are always true and follow from every
-- range that these indexes are for, but not from a key, so that a key leaves the primary key alone to choose.
-- Tables, sessions and orders are rewritten while they are open: with room in its page a rewritten row needs no new entries
-- in the indexes.
DO $$
DECLARE
    generation text;
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('DROP INDEX IF EXISTS %1$I.orders_of_session, %1$I.orders_by_time', generation);
        EXECUTE format('CREATE INDEX orders_of_session ON %I.orders (store_id, session_id) WHERE session_id IS NOT NULL',
                       generation);
        EXECUTE format('CREATE INDEX orders_by_time ON %I.orders (store_id, ordered_at) WHERE ordered_at IS NOT NULL',
                       generation);
        EXECUTE format('ALTER TABLE %I.tables SET (fillfactor = 50)', generation);
        EXECUTE format('ALTER TABLE %I.sessions SET (fillfactor = 50)', generation);
        EXECUTE format('ALTER TABLE %I.orders SET (fillfactor = 60)', generation);
    END LOOP;
END
$$;
