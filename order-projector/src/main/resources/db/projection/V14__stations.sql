-- Where in a store its dishes are prepared, one row a station. The lists are JSON: nobody looks a station up by a dish.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        IF to_regnamespace(generation) IS NOT NULL THEN
            EXECUTE format('CREATE TABLE %I.stations (
                store_id     text  NOT NULL,
                station_id   text  NOT NULL,
                station_name text  NOT NULL,
                category_ids jsonb NOT NULL,
                menu_ids     jsonb NOT NULL,
                PRIMARY KEY (store_id, station_id)
            )', generation);
        END IF;
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.stations AS
        SELECT store_id, station_id, station_name, category_ids, menu_ids
        FROM %I.stations', live);
END
$$;
