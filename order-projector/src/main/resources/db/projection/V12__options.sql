-- A dish may have options, and a line those that were chosen: each the JSON that their event has, or null for none. All that
-- are there have none.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('ALTER TABLE IF EXISTS %I.menus ADD COLUMN option_groups jsonb', generation);
        EXECUTE format('ALTER TABLE IF EXISTS %I.order_items ADD COLUMN options jsonb', generation);
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.menus AS
        SELECT store_id, menu_id, category_id, menu_name, price, description, image_url, display_order, available,
               sold_out_until, option_groups
        FROM %I.menus', live);
    EXECUTE format('CREATE OR REPLACE VIEW orders.order_items AS
        SELECT store_id, order_id, line_number, item_id, menu_id, menu_name, unit_price, quantity, subtotal, note, options
        FROM %I.order_items', live);
END
$$;
