-- The journal in a table a month, by UTC: what is too old is dropped as whole tables. A key of a partitioned table has to
-- hold what it is partitioned by, so that an offset and a store's number are there once is seen to by the projection.

-- The last event of each store that is not in the journal any more. Outside the generations, since the decision is about the
-- log: one that is built anew leaves the same out. The next event's prev_hash is this hash.
CREATE TABLE orders.journal_floor (
    store_id      text PRIMARY KEY,
    log_partition integer     NOT NULL,
    log_offset    bigint      NOT NULL,
    sequence      bigint      NOT NULL,
    hash          text        NOT NULL,
    event_time    timestamptz NOT NULL,
    dropped_at    timestamptz NOT NULL DEFAULT now()
);

-- Sees to the table for an event's time, and says which times it takes: from low up to, not including, high. Readers and
-- writers of the journal go on meanwhile; who makes one at the same time waits. Times that only a clock set wrong can have
-- share two tables that are made as months are: a DEFAULT one would have to be searched for each month attached later.
CREATE FUNCTION orders.provide_journal_month(
    generation text, event_time timestamptz, OUT low timestamptz, OUT high timestamptz)
LANGUAGE plpgsql AS $$
DECLARE
    first_month CONSTANT timestamptz := '2020-01-01 00:00:00+00';
    end_of_months CONSTANT timestamptz := '2100-01-01 00:00:00+00';
    month text;
BEGIN
    IF event_time < first_month THEN
        month := 'journal_early';
        low := '-infinity';
        high := first_month;
    ELSIF event_time >= end_of_months THEN
        month := 'journal_late';
        low := end_of_months;
        high := 'infinity';
    ELSE
        low := date_trunc('month', event_time, 'UTC');
        high := date_add(low, interval '1 month', 'UTC');
        month := 'journal_' || to_char(low AT TIME ZONE 'UTC', 'YYYY_MM');
    END IF;
    -- By queries, which see what was committed while the lock was waited for; names are looked up in a cache that does not.
    IF NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = generation AND tablename = month) THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('table-order journal months of ' || generation, 0));
        IF NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = generation AND tablename = month) THEN
            EXECUTE format('CREATE TABLE %1$I.%2$I (LIKE %1$I.journal INCLUDING ALL)', generation, month);
            EXECUTE format('ALTER TABLE %1$I.journal ATTACH PARTITION %1$I.%2$I FOR VALUES FROM (%3$L) TO (%4$L)',
                           generation, month, low, high);
        END IF;
    END IF;
END
$$;

-- Takes as long as copying the journal does, in which nothing is projected or queried, and the space twice until its end.
DO $$
DECLARE
    generation text;
    shown text := pg_get_viewdef('orders.journal'::regclass);
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('ALTER TABLE %I.journal RENAME TO journal_in_one', generation);
        EXECUTE format('ALTER TABLE %I.journal_in_one DROP CONSTRAINT journal_pkey', generation);
        EXECUTE format('DROP INDEX IF EXISTS %1$I.journal_chain, %1$I.journal_of_subject, %1$I.journal_by_time', generation);
        EXECUTE format('CREATE TABLE %1$I.journal (LIKE %1$I.journal_in_one INCLUDING ALL) PARTITION BY RANGE (event_time)',
                       generation);
        EXECUTE format('SELECT orders.provide_journal_month(%1$L, month)
                        FROM (SELECT DISTINCT date_trunc(''month'', event_time, ''UTC'') AS month
                              FROM %1$I.journal_in_one) AS months', generation);
        EXECUTE format('INSERT INTO %1$I.journal SELECT * FROM %1$I.journal_in_one', generation);
        EXECUTE format('ALTER TABLE %I.journal ADD PRIMARY KEY (log_partition, log_offset, event_time)', generation);
        EXECUTE format('CREATE UNIQUE INDEX journal_chain ON %I.journal (store_id, sequence, event_time)', generation);
        EXECUTE format('CREATE INDEX journal_of_subject ON %I.journal (store_id, subject, sequence)', generation);
        EXECUTE format('CREATE INDEX journal_by_time ON %I.journal (store_id, event_time)', generation);
    END LOOP;
    EXECUTE 'CREATE OR REPLACE VIEW orders.journal AS ' || shown;
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('DROP TABLE %I.journal_in_one', generation);
        EXECUTE format('ANALYZE %I.journal', generation);
    END LOOP;
END
$$;
