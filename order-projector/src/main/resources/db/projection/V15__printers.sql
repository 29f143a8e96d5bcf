-- Which printers a store has, one row a printer: a read model as others are, in each generation.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        IF to_regnamespace(generation) IS NOT NULL THEN
            EXECUTE format('CREATE TABLE %I.printers (
                store_id     text    NOT NULL,
                printer_id   text    NOT NULL,
                printer_name text    NOT NULL,
                address      text    NOT NULL,
                station_ids  jsonb   NOT NULL,
                columns      integer NOT NULL,
                language     text    NOT NULL,
                confirms     boolean NOT NULL,
                PRIMARY KEY (store_id, printer_id)
            )', generation);
        END IF;
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.printers AS
        SELECT store_id, printer_id, printer_name, address, station_ids, columns, language, confirms
        FROM %I.printers', live);
END
$$;

-- What is to be printed and was. Outside the generations, since paper cannot be folded anew: a rebuild prints nothing. What
-- happened before this database was made is not printed either, so that a replay into an empty one does not print the evening again.
CREATE TABLE orders.print_start (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    since    timestamptz NOT NULL DEFAULT now()
);
INSERT INTO orders.print_start DEFAULT VALUES;

-- Events that may become slips, written in the transaction that folds them. A row stays longer than an event may still be
-- printed, so that a generation that becomes live again and folds it a second time prints it no second time.
CREATE TABLE orders.print_events (
    log_partition integer     NOT NULL,
    log_offset    bigint      NOT NULL,
    store_id      text        NOT NULL,
    event_time    timestamptz NOT NULL,
    taken         boolean     NOT NULL DEFAULT false, -- slips have been made of it, or it needs none
    PRIMARY KEY (log_partition, log_offset)
);
CREATE INDEX print_events_untaken ON orders.print_events (log_partition, log_offset) WHERE NOT taken;
CREATE INDEX print_events_by_time ON orders.print_events (event_time);

-- What one printer prints of one event. The notes of its lines are enciphered, as the event has them.
CREATE TABLE orders.print_slips (
    slip_id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- ascending in the order of the events
    store_id       text        NOT NULL,
    printer_id     text        NOT NULL,
    slip_number    bigint      NOT NULL, -- the event's sequence in its store: the same whenever it is printed
    kind           text        NOT NULL CHECK (kind IN ('ORDER', 'TAKEN_BACK', 'CANCELLED', 'REPRINT')),
    order_id       text        NOT NULL,
    order_number   integer     NOT NULL,
    origin_number  integer, -- of the order that this one was split off from, which is the number that the kitchen knows
    table_label    text        NOT NULL,
    lines          jsonb       NOT NULL,
    event_time     timestamptz NOT NULL,
    state          text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'PRINTED', 'GIVEN_UP')),
    may_be_printed boolean     NOT NULL DEFAULT false, -- it was sent once, and nobody knows what came of it
    attempts       integer     NOT NULL DEFAULT 0, -- how often it was sent
    trouble        text, -- why it was not printed the last time, or never will be
    changed_at     timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, printer_id, slip_number)
);
CREATE INDEX print_slips_waiting ON orders.print_slips (store_id, printer_id, slip_id) WHERE state = 'WAITING';
CREATE INDEX print_slips_unprinted ON orders.print_slips (store_id, slip_id) WHERE state <> 'PRINTED';
CREATE INDEX print_slips_by_time ON orders.print_slips (event_time);

-- Who prints a printer's slips now, and how it did. A claim that was not renewed in time is over.
CREATE TABLE orders.print_queues (
    store_id        text    NOT NULL,
    printer_id      text    NOT NULL,
    claimed_by      text,
    claimed_until   timestamptz,
    failures        integer NOT NULL DEFAULT 0, -- since the last slip that was printed
    trouble         text, -- the last one; null when the last slip was printed
    next_attempt_at timestamptz,
    printed_at      timestamptz, -- when it last printed one
    PRIMARY KEY (store_id, printer_id)
);
