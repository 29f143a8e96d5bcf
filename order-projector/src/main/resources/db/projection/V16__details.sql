-- A dish may have details, and a category translations of its name: each the JSON that its event has, or null for none. All that
-- are there have none.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('ALTER TABLE IF EXISTS %I.menus ADD COLUMN details jsonb', generation);
        EXECUTE format('ALTER TABLE IF EXISTS %I.categories ADD COLUMN translations jsonb', generation);
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.menus AS
        SELECT store_id, menu_id, category_id, menu_name, price, description, image_url, display_order, available,
               sold_out_until, option_groups, details
        FROM %I.menus', live);
    EXECUTE format('CREATE OR REPLACE VIEW orders.categories AS
        SELECT store_id, category_id, category_name, display_order, hidden, translations
        FROM %I.categories', live);
END
$$;
