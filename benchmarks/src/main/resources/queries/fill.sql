-- ${stores} stores with ${orders} orders each, one every ${step}, straight into the read models: a session has four orders,
-- the last twenty sessions are open. Rows come in the order of time, so that one store's lie as far apart as in life. The
-- journal's values are events with hashes of their own; their chain is not linked.
CREATE FUNCTION pg_temp.event(
    id text, type text, store text, sequence bigint, version int, at timestamptz, data text) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
    SELECT convert_to(canonical || ',"hash":"'
        || encode(sha256(convert_to(repeat('0', 64) || canonical, 'UTF8')), 'hex') || '"}', 'UTF8')
    FROM (SELECT '{"event_id":"' || id || '","type":"' || type || '","store_id":"' || store || '","sequence":' || sequence
        || ',"version":' || version || ',"time":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        || '","actor":{"role":"staff","id":"staff-1"},"request_id":"request-' || sequence || '","command_id":"command-'
        || id || '","prev_hash":"' || repeat('0', 64) || '","data":' || data AS canonical)
$$;

INSERT INTO orders_g1.stores
SELECT 'store-' || s, 'chain-' || s % 20, '매장 ' || s, 'Asia/Seoul', 'KRW', false, NULL, '2026-01-01Z', 0
FROM generate_series(1, ${stores}) s;

INSERT INTO orders_g1.store_heads
SELECT 'store-' || s, s % 12, 3 * ${orders}::bigint * (${stores} / 12 + 1) + s / 12, 3 * ${orders}, repeat('0', 64),
       timestamptz '2026-01-02Z' + ${orders} * interval '${step}', 0
FROM generate_series(1, ${stores}) s;

INSERT INTO orders_g1.categories
SELECT 'store-' || s, 'category-' || c, '분류 ' || c, c
FROM generate_series(1, ${stores}) s, generate_series(1, 5) c;

INSERT INTO orders_g1.menus
SELECT 'store-' || s, 'menu-' || m, 'category-' || m % 5 + 1, '메뉴 ' || m, 9000, '설명 ' || m, NULL, m, true
FROM generate_series(1, ${stores}) s, generate_series(1, 50) m;

INSERT INTO orders_g1.tables
SELECT 'store-' || s, 'store-' || s || '-table-' || t, t,
       'store-' || s || '-session-' || ${orders} / 4 - 20 + (t - 1 - (${orders} / 4 - 20) % 20 + 20) % 20,
       '2026-01-01Z', NULL
FROM generate_series(1, ${stores}) s, generate_series(1, 20) t;

INSERT INTO orders_g1.sessions
SELECT 'store-' || s, 'store-' || s || '-session-' || k, 'store-' || s || '-table-' || k % 20 + 1, k % 20 + 1,
       timestamptz '2026-01-02Z' + k * 4 * interval '${step}' + s * interval '7 ms',
       CASE WHEN k < ${orders} / 4 - 20 THEN timestamptz '2026-01-02Z' + k * 4 * interval '${step}' + 15 * interval '${step}' END,
       72000, 4
FROM generate_series(0, ${orders} / 4 - 1) k, generate_series(1, ${stores}) s;

-- Of the open sessions' orders a third has not begun, a third is being prepared; all others are done.
CREATE TEMP TABLE placed AS
SELECT i, s, 'store-' || s AS store_id, 'store-' || s || '-order-' || lpad(i::text, 8, '0') AS order_id,
       'store-' || s || '-session-' || (i - 1) / 4 AS session_id, (i - 1) / 4 % 20 + 1 AS table_number,
       'store-' || s || '-table-' || (i - 1) / 4 % 20 + 1 AS table_id,
       timestamptz '2026-01-02Z' + (i - 1) * interval '${step}' + s * interval '7 ms' AS ordered_at,
       CASE WHEN i > ${orders} - 80 THEN i % 3 ELSE 2 END AS moves
FROM generate_series(1, ${orders}) i, generate_series(1, ${stores}) s;

INSERT INTO orders_g1.orders
SELECT store_id, order_id, i % 1000 + 1, ordered_at::date, moves + 1, s % 12,
       (3 * (i - 1)::bigint + moves) * (${stores} / 12 + 1) + s / 12, session_id, table_id, table_number,
       (ARRAY['PENDING', 'PREPARING', 'COMPLETED'])[moves + 1], 18000, ordered_at,
       CASE WHEN moves >= 1 THEN ordered_at + interval '${step}' / 4 END,
       CASE WHEN moves >= 2 THEN ordered_at + interval '${step}' * 3 / 4 END,
       NULL, ordered_at + moves * interval '${step}' * 3 / 8
FROM placed ORDER BY i, s;

INSERT INTO orders_g1.order_items
SELECT store_id, order_id, l, l::text, 'menu-' || l, '메뉴 ' || l, 9000, 1, 9000, NULL
FROM placed, generate_series(1, 2) l ORDER BY i, s;

SELECT count(orders.provide_journal_month('orders_g1', month))
FROM generate_series(timestamptz '2026-01-01Z', timestamptz '2026-01-02Z' + ${orders} * interval '${step}',
                     interval '1 month', 'UTC') AS month;

INSERT INTO orders_g1.journal
SELECT s % 12, (sequence - 1) * (${stores} / 12 + 1) + s / 12, store_id, sequence, event_id, type, order_id, e + 1, at,
       'staff', 'staff-1', 'request-' || sequence, 'command-' || event_id, repeat('0', 64), repeat('0', 64),
       pg_temp.event(event_id, type, store_id, sequence, e + 1, at, data)
FROM (
    SELECT i, s, e, store_id, order_id, 3 * (i - 1)::bigint + e + 1 AS sequence, order_id || '-' || e AS event_id,
           CASE e WHEN 0 THEN 'io.tableorder.order.placed.v1' ELSE 'io.tableorder.order.status-changed.v1' END AS type,
           ordered_at + (ARRAY[interval '0', interval '${step}' / 4, interval '${step}' * 3 / 4])[e + 1] AS at,
           CASE e
               WHEN 0 THEN '{"order_id":"' || order_id || '","order_number":' || i % 1000 + 1 || ',"business_day":"'
                   || ordered_at::date || '","session_id":"' || session_id || '","table_id":"' || table_id
                   || '","table_number":' || table_number || ',"items":[{"item_id":"1","menu_id":"menu-1","menu_name":'
                   || '"메뉴 1","unit_price":9000,"quantity":1},{"item_id":"2","menu_id":"menu-2","menu_name":"메뉴 2",'
                   || '"unit_price":9000,"quantity":1}],"total_amount":18000}'
               WHEN 1 THEN '{"order_id":"' || order_id || '","table_id":"' || table_id
                   || '","from":"PENDING","to":"PREPARING"}'
               ELSE '{"order_id":"' || order_id || '","table_id":"' || table_id
                   || '","from":"PREPARING","to":"COMPLETED"}'
           END AS data
    FROM placed, generate_series(0, 2) e WHERE e <= moves) AS events
ORDER BY i, s, e;

DROP TABLE placed;

INSERT INTO orders_g1.projection_position
SELECT p, 3 * ${orders}::bigint * (${stores} / 12 + 1) + ${stores} / 12 + 1, now(), now()
FROM generate_series(0, 11) p ON CONFLICT (log_partition) DO UPDATE SET next_offset = EXCLUDED.next_offset;
