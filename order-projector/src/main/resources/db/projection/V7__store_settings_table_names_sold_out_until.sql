-- How a store counts and what it says while it is paused, what tables are called, and until when a dish is sold out.
-- A store begins its business day at 05:00 unless it says otherwise, also those that are there.
DO $$
DECLARE
    generation text;
    live text := (SELECT schema FROM orders.generations WHERE state = 'live');
BEGIN
    FOR generation IN SELECT schema FROM orders.generations LOOP
        EXECUTE format('ALTER TABLE IF EXISTS %I.stores ADD COLUMN business_day_start text NOT NULL DEFAULT ''05:00'',
                                              ADD COLUMN pause_message text, ADD COLUMN resumes_at timestamptz', generation);
        EXECUTE format('ALTER TABLE IF EXISTS %I.tables ADD COLUMN table_name text, ADD COLUMN area text,
                                              ADD COLUMN access_since timestamptz', generation);
        EXECUTE format('ALTER TABLE IF EXISTS %I.menus ADD COLUMN sold_out_until timestamptz', generation);
    END LOOP;
    EXECUTE format('CREATE OR REPLACE VIEW orders.stores AS
        SELECT s.store_id, s.chain_id, s.store_name, s.time_zone, s.currency, s.intake_paused, s.pause_reason, s.opened_at,
               s.catalogue_offset, h.log_partition, h.log_offset, h.sequence, s.business_day_start, s.pause_message,
               s.resumes_at
        FROM %1$I.stores s JOIN %1$I.store_heads h USING (store_id)', live);
    EXECUTE format('CREATE OR REPLACE VIEW orders.tables AS
        SELECT store_id, table_id, table_number, session_id, added_at, removed_at, table_name, area, access_since
        FROM %I.tables', live);
    EXECUTE format('CREATE OR REPLACE VIEW orders.menus AS
        SELECT store_id, menu_id, category_id, menu_name, price, description, image_url, display_order, available,
               sold_out_until
        FROM %I.menus', live);
END
$$;
