-- A line of an order may be completed by itself. Of those that are there nobody has said so, and all lines of a completed order
-- are done, whatever they say.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('ALTER TABLE IF EXISTS %I.order_items ADD COLUMN completed boolean', generation);
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.order_items AS
        SELECT store_id, order_id, line_number, item_id, menu_id, menu_name, unit_price, quantity, subtotal, note, options,
               completed
        FROM %I.order_items', live);
END
$$;
