-- What guests call for that is no order, one row a call; it stays when it is over, with how long they waited.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        IF to_regnamespace(generation) IS NOT NULL THEN
            EXECUTE format('CREATE TABLE %I.calls (
                store_id     text        NOT NULL,
                call_id      text        NOT NULL,
                kind         text        NOT NULL,
                session_id   text, -- null for guests who had not ordered when they called
                table_id     text        NOT NULL, -- where it is to be answered, or was
                table_number integer     NOT NULL,
                called_at    timestamptz NOT NULL,
                ended_at     timestamptz,
                outcome      text, -- why it is open no more
                PRIMARY KEY (store_id, call_id)
            ) WITH (fillfactor = 50)', generation);
            -- Few are open at one moment, and a tablet asks for the latest of its table. The second predicate is always true
            -- and keeps the index from being taken for the primary key's.
            EXECUTE format('CREATE INDEX calls_open ON %I.calls (store_id) WHERE ended_at IS NULL', generation);
            EXECUTE format('CREATE INDEX calls_of_table ON %I.calls (store_id, table_id, called_at)
                            WHERE called_at IS NOT NULL', generation);
        END IF;
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.calls AS
        SELECT store_id, call_id, kind, session_id, table_id, table_number, called_at, ended_at, outcome
        FROM %I.calls', live);
END
$$;
