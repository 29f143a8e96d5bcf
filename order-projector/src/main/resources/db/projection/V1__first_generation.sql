-- The read models: what order-events folds to, for queries. Everything here can be dropped and replayed from the log.
-- Tables live in a generation, so that another can be filled beside it; readers see the views of schema orders alone.
-- Keys begin with the store: one store's events can never touch another's rows, whatever ids they carry.
-- Money is in the store currency's minor unit. No foreign keys: order and existence are checked by the projection.
CREATE SCHEMA IF NOT EXISTS orders_g1;

CREATE TABLE orders_g1.stores (
    store_id         text PRIMARY KEY,
    chain_id         text        NOT NULL,
    store_name       text        NOT NULL,
    time_zone        text        NOT NULL,
    currency         text        NOT NULL,
    intake_paused    boolean     NOT NULL,
    pause_reason     text,
    opened_at        timestamptz NOT NULL,
    catalogue_offset bigint      NOT NULL -- of the last event that changed what the store offers
);
CREATE INDEX stores_of_chain ON orders_g1.stores (chain_id, store_id);

-- The end of each store's chain of events. Rewritten with nearly every batch, so narrow and with room for it in its page.
CREATE TABLE orders_g1.store_heads (
    store_id      text PRIMARY KEY,
    log_partition integer     NOT NULL,
    log_offset    bigint      NOT NULL,
    sequence      bigint      NOT NULL,
    hash          text        NOT NULL,
    event_time    timestamptz NOT NULL,
    unverified    integer     NOT NULL -- parked records since, which may or may not be links of the chain
) WITH (fillfactor = 60);

CREATE TABLE orders_g1.categories (
    store_id      text    NOT NULL,
    category_id   text    NOT NULL,
    category_name text    NOT NULL,
    display_order integer NOT NULL,
    PRIMARY KEY (store_id, category_id)
);

CREATE TABLE orders_g1.menus (
    store_id      text    NOT NULL,
    menu_id       text    NOT NULL,
    category_id   text    NOT NULL,
    menu_name     text    NOT NULL,
    price         bigint  NOT NULL,
    description   text,
    image_url     text,
    display_order integer NOT NULL,
    available     boolean NOT NULL,
    PRIMARY KEY (store_id, menu_id)
);

CREATE TABLE orders_g1.tables (
    store_id     text        NOT NULL,
    table_id     text        NOT NULL,
    table_number integer     NOT NULL,
    session_id   text, -- the open one
    added_at     timestamptz NOT NULL,
    removed_at   timestamptz, -- the row stays, so that its history can be read
    PRIMARY KEY (store_id, table_id)
);

CREATE TABLE orders_g1.sessions (
    store_id     text        NOT NULL,
    session_id   text        NOT NULL,
    table_id     text        NOT NULL,
    table_number integer     NOT NULL,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    total_amount bigint      NOT NULL, -- without the cancelled orders
    order_count  integer     NOT NULL, -- without the cancelled orders
    PRIMARY KEY (store_id, session_id)
);
CREATE INDEX sessions_history ON orders_g1.sessions (store_id, table_id, started_at DESC, session_id DESC)
    WHERE ended_at IS NOT NULL;
CREATE INDEX sessions_open ON orders_g1.sessions (store_id) WHERE ended_at IS NULL;

CREATE TABLE orders_g1.orders (
    store_id      text        NOT NULL,
    order_id      text        NOT NULL,
    order_number  integer     NOT NULL,
    business_day  date        NOT NULL,
    version       integer     NOT NULL,
    log_partition integer     NOT NULL, -- with log_offset: the order's last event
    log_offset    bigint      NOT NULL,
    session_id    text        NOT NULL,
    table_id      text        NOT NULL,
    table_number  integer     NOT NULL,
    status        text        NOT NULL,
    total_amount  bigint      NOT NULL,
    ordered_at    timestamptz NOT NULL,
    preparing_at  timestamptz,
    completed_at  timestamptz,
    cancelled_at  timestamptz,
    updated_at    timestamptz NOT NULL,
    PRIMARY KEY (store_id, order_id)
) WITH (fillfactor = 80);
CREATE INDEX orders_of_session ON orders_g1.orders (store_id, session_id);
CREATE INDEX orders_by_time ON orders_g1.orders (store_id, ordered_at);

CREATE TABLE orders_g1.order_items (
    store_id    text    NOT NULL,
    order_id    text    NOT NULL,
    line_number integer NOT NULL,
    item_id     text    NOT NULL,
    menu_id     text    NOT NULL,
    menu_name   text    NOT NULL,
    unit_price  bigint  NOT NULL,
    quantity    integer NOT NULL,
    subtotal    bigint  NOT NULL,
    note        text,
    PRIMARY KEY (store_id, order_id, line_number)
);

-- How many orders are in each status, kept with the rows: counting a year of orders for a gauge would take minutes.
CREATE TABLE orders_g1.order_counts (
    log_partition integer NOT NULL,
    status        text    NOT NULL,
    orders        bigint  NOT NULL,
    PRIMARY KEY (log_partition, status)
) WITH (fillfactor = 60);

CREATE TABLE orders_g1.journal (
    log_partition integer     NOT NULL,
    log_offset    bigint      NOT NULL,
    store_id      text        NOT NULL,
    sequence      bigint      NOT NULL,
    event_id      text        NOT NULL,
    type          text        NOT NULL,
    subject       text        NOT NULL,
    version       integer, -- of an order's events only
    event_time    timestamptz NOT NULL,
    actor_role    text        NOT NULL,
    actor_id      text        NOT NULL,
    request_id    text,
    command_id    text        NOT NULL,
    prev_hash     text        NOT NULL,
    hash          text        NOT NULL,
    value         bytea       NOT NULL, -- exactly as in the log, so that the hash can be checked
    PRIMARY KEY (log_partition, log_offset)
);
CREATE UNIQUE INDEX journal_chain ON orders_g1.journal (store_id, sequence);
CREATE INDEX journal_of_subject ON orders_g1.journal (store_id, subject, sequence);
CREATE INDEX journal_by_time ON orders_g1.journal (store_id, event_time);

-- How far each partition is folded in; moved by compare-and-set in the same transaction as the rows.
CREATE TABLE orders_g1.projection_position (
    log_partition integer PRIMARY KEY,
    next_offset   bigint      NOT NULL, -- everything before it is included
    event_time    timestamptz, -- of the last event included
    applied_at    timestamptz NOT NULL
) WITH (fillfactor = 60);

CREATE TABLE orders_g1.parked_events (
    log_partition integer     NOT NULL,
    log_offset    bigint      NOT NULL,
    scope         text        NOT NULL CHECK (scope IN ('order', 'store', 'record')), -- what waits behind it
    store_id      text,
    order_id      text,
    reason        text        NOT NULL,
    detail        text        NOT NULL,
    type          text,
    request_id    text,
    sequence      bigint, -- with the hashes: null unless the value's own bytes vouch for them
    prev_hash     text,
    hash          text,
    record_time   timestamptz NOT NULL,
    headers       jsonb       NOT NULL, -- [{"name", "value": base64}]
    record_key    bytea,
    value         bytea,
    parked_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (log_partition, log_offset)
);
-- What holds others back: one row per order or store, however much waits behind it.
CREATE INDEX parked_first ON orders_g1.parked_events (store_id, scope, order_id) WHERE reason <> 'BEHIND_PARKED';
CREATE INDEX parked_chain ON orders_g1.parked_events (store_id, sequence);

CREATE VIEW orders.stores AS
    SELECT s.store_id, s.chain_id, s.store_name, s.time_zone, s.currency, s.intake_paused, s.pause_reason, s.opened_at,
           s.catalogue_offset, h.log_partition, h.log_offset, h.sequence
    FROM orders_g1.stores s JOIN orders_g1.store_heads h USING (store_id);
CREATE VIEW orders.categories AS
    SELECT store_id, category_id, category_name, display_order FROM orders_g1.categories;
CREATE VIEW orders.menus AS
    SELECT store_id, menu_id, category_id, menu_name, price, description, image_url, display_order, available
    FROM orders_g1.menus;
CREATE VIEW orders.tables AS
    SELECT store_id, table_id, table_number, session_id, added_at, removed_at FROM orders_g1.tables;
CREATE VIEW orders.sessions AS
    SELECT store_id, session_id, table_id, table_number, started_at, ended_at, total_amount, order_count
    FROM orders_g1.sessions;
CREATE VIEW orders.orders AS
    SELECT store_id, order_id, order_number, business_day, version, log_partition, log_offset, session_id, table_id,
           table_number, status, total_amount, ordered_at, preparing_at, completed_at, cancelled_at, updated_at
    FROM orders_g1.orders;
CREATE VIEW orders.order_items AS
    SELECT store_id, order_id, line_number, item_id, menu_id, menu_name, unit_price, quantity, subtotal, note
    FROM orders_g1.order_items;
CREATE VIEW orders.order_counts AS
    SELECT log_partition, status, orders FROM orders_g1.order_counts;
CREATE VIEW orders.journal AS
    SELECT log_partition, log_offset, store_id, sequence, event_id, type, subject, version, event_time, actor_role,
           actor_id, request_id, command_id, prev_hash, hash, value
    FROM orders_g1.journal;
CREATE VIEW orders.projection_position AS
    SELECT log_partition, next_offset, event_time, applied_at FROM orders_g1.projection_position;
CREATE VIEW orders.parked_events AS
    SELECT log_partition, log_offset, scope, store_id, order_id, reason, detail, type, request_id, sequence, prev_hash,
           hash, record_time, headers, record_key, value, parked_at
    FROM orders_g1.parked_events;
