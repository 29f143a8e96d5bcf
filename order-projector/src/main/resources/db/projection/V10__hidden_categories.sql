-- A category can be hidden from guests. All that are there are shown.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('ALTER TABLE IF EXISTS %I.categories ADD COLUMN hidden boolean NOT NULL DEFAULT false', generation);
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.categories AS
        SELECT store_id, category_id, category_name, display_order, hidden
        FROM %I.categories', live);
END
$$;
