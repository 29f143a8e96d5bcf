-- A session may have come from another table, and may have been merged into another. What it was before stands in the
-- journal; since when it is at its table tells whether to look there. Sessions that never moved have neither value.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('ALTER TABLE IF EXISTS %I.sessions ADD COLUMN seated_at timestamptz,
                                              ADD COLUMN merged_into text', generation);
        IF to_regclass(format('%I.sessions', generation)) IS NOT NULL THEN
            -- Moves are rare: the sessions that moved and were open at one moment are few in all stores together.
            EXECUTE format('CREATE INDEX sessions_moved ON %I.sessions USING gist (tstzrange(started_at, ended_at))
                            WHERE seated_at IS NOT NULL', generation);
        END IF;
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.sessions AS
        SELECT store_id, session_id, table_id, table_number, started_at, ended_at, total_amount, order_count, seated_at,
               merged_into
        FROM %I.sessions', live);
END
$$;
