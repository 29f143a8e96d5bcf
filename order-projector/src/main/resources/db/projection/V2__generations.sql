-- Which complete sets of read-model tables there are, and which of them the views show. Beside a row here a generation
-- is a schema of its own, copied from the live one's catalogue: the migrations stay the only definition of its tables.
-- A later migration that changes them changes them in every schema listed here.
CREATE TABLE orders.generations (
    schema      text PRIMARY KEY CHECK (schema ~ '^orders_g[0-9]{1,6}$'),
    state       text        NOT NULL CHECK (state IN ('building', 'live', 'previous')),
    why         text        NOT NULL,
    accepted    text, -- the reason for which its differences from the one before were accepted
    created_at  timestamptz NOT NULL DEFAULT now(),
    switched_at timestamptz, -- when it last became live
    replaced_at timestamptz -- when it last ceased to be
);
CREATE UNIQUE INDEX generations_one_live ON orders.generations (state) WHERE state = 'live';
CREATE UNIQUE INDEX generations_one_building ON orders.generations (state) WHERE state = 'building';

INSERT INTO orders.generations (schema, state, why, switched_at) VALUES ('orders_g1', 'live', 'the first', now());

-- The views of this schema with their tables in schema "generation", kept while they choose between two generations.
CREATE TABLE orders.view_definitions (
    view_name  text PRIMARY KEY,
    definition text NOT NULL
);
