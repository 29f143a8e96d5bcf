/**
 * @typedef {'PENDING' | 'PREPARING' | 'COMPLETED'} Status
 * @typedef {{item_id: string, menu_id: string, menu_name: string, unit_price: number, quantity: number, subtotal: number, note: string | null, note_erased?: boolean,
 *   options?: import('../lib/options.js').ChosenOption[] | null, completed?: true | null}} Item
 * @typedef {{order_id: string, order_number: number, version: number, table_id: string, table_number: number,
 *   session_id: string, status: Status, total_amount: number, ordered_at: string, updated_at: string, items: Item[]}} Order
 * @typedef {{table_id: string, table_number: number, table_name?: string | null, area?: string | null, session_id: string | null, total_amount: number,
 *   order_count: number, orders: Order[]}} Table
 * @typedef {{call_id: string, kind: string, table_id: string, table_number: number, session_id?: string | null,
 *   called_at: string}} Call an open one
 * @typedef {{station_id: string, station_name: string, dishes: string[]}} Station with the ids of all dishes that are prepared there
 * @typedef {{tables: Table[], calls?: Call[]}} Board tables by number, orders as they came, calls the longest waiting first
 *
 * @typedef {{item_id: string, quantity: number}} Portions of a line
 *
 * @typedef {Order & StoreSettings & Portions & {tables: Table[], table_total_amount: number, change: string, reason?: string | null,
 *   lines: Portions[], item_ids: string[], order: Order, from_table_id: string, new_table_id: string, new_session_id: string, closed: boolean,
 *   calls?: Call[], call_id: string, kind: string, called_at: string,
 *   stations?: Station[], store?: StoreSettings, server_time?: string}} FrameData the members that frames have; each has its own of them
 * @typedef {import('../lib/store-locale.js').StoreSettings} StoreSettings
 */

/**
 * The board after an event of the stream. Never changes the board it is given.
 *
 * @param {Board} board @param {string} event @param {FrameData} data @returns {Board}
 */
export function fold(board, event, data) {
  switch (event) {
    case 'initial':
      // What is null is left out of the platform's JSON.
      return {
        tables: data.tables.map((table) => ({ ...table, session_id: table.session_id ?? null })),
        ...(data.calls ? { calls: data.calls } : {}),
      };
    case 'order_created':
      return onTable(board, data.table_id, (table) => withOrder(table, data));
    case 'order_updated':
      return onTable(board, data.table_id, (table) => withChange(table, data));
    case 'order_lines_completed':
      return onTable(board, data.table_id, (table) => withMarks(table, data, true));
    case 'order_lines_reopened':
      return onTable(board, data.table_id, (table) => withMarks(table, data, false));
    case 'order_deleted':
      return onTable(board, data.table_id, (table) => without(table, data));
    case 'order_item_removed':
      return onTable(board, data.table_id, (table) => withLess(table, data, [data]));
    case 'order_lines_moved':
      return onTable(board, data.table_id, (table) => withLess(table, data, data.lines));
    case 'order_split_off':
      return arrive(board, data.order);
    case 'order_moved':
      return withMoved(board, data);
    case 'session_ended':
      return onTable(board, data.table_id, leave);
    case 'session_moved':
      return withSessionMoved(board, data);
    case 'session_merged':
      return onTable(board, data.table_id, leave);
    case 'session_split':
      return data.closed ? board : seat(board, data.new_table_id, data.new_session_id);
    case 'call_made':
      return withCall(board, data);
    case 'call_moved':
      return withMovedCall(board, data);
    case 'call_ended':
      return withoutCall(board, data.call_id);
    case 'table_updated':
      return withTables(board, data);
    default:
      return board;
  }
}

/** What an answer to a command says of an order, which the stream may have said already or will. @param {Board} board @param {Order} answer */
export function foldAnswer(board, answer) {
  return onTable(board, answer.table_id, (table) => withChange(table, answer));
}

/** @param {Board} board @returns {Order[]} */
export function allOrders(board) {
  return board.tables.flatMap((table) => table.orders);
}

/** @param {Order} order */
export function isUnfinished({ status }) {
  return status !== 'COMPLETED';
}

/** Whether there is nothing left to cook of it. @param {Order} order @param {Item} item */
export function isDone({ status }, { completed }) {
  return status === 'COMPLETED' || completed === true;
}

/** By time, since the numbers of orders begin anew. @template {{ordered_at: string, order_number: number}} T @param {T[]} orders */
export function newestFirst(orders) {
  return longestWaitingFirst(orders).reverse();
}

/** @template {{ordered_at: string, order_number: number}} T @param {T[]} orders */
export function longestWaitingFirst(orders) {
  return [...orders].sort(
    (a, b) => Date.parse(a.ordered_at) - Date.parse(b.ordered_at) || a.order_number - b.order_number,
  );
}

/** @param {Board} board @param {string} orderId */
export function orderById(board, orderId) {
  return allOrders(board).find((order) => order.order_id === orderId) ?? null;
}

/** @param {Board} board @param {string} tableId @param {(table: Table) => Table} change */
function onTable(board, tableId, change) {
  return { ...board, tables: board.tables.map((table) => (table.table_id === tableId ? change(table) : table)) };
}

/** @param {Table} table @param {Order} order */
function withOrder(table, order) {
  if (table.orders.some((held) => held.order_id === order.order_id)) return table;
  const orders = table.session_id === order.session_id ? table.orders : [];
  return summed({ ...table, session_id: order.session_id }, [...orders, order]);
}

/** @param {Table} table @param {Order[]} orders @returns {Table} */
function summed(table, orders) {
  const total_amount = orders.reduce((sum, order) => sum + order.total_amount, 0);
  return { ...table, orders, order_count: orders.length, total_amount };
}

/** The party has gone. @param {Table} table @returns {Table} */
function leave(table) {
  return { ...table, session_id: null, total_amount: 0, order_count: 0, orders: [] };
}

/** @param {Board} board @param {string} tableId @param {string} sessionId */
function seat(board, tableId, sessionId) {
  return onTable(board, tableId, (table) => ({ ...table, session_id: sessionId }));
}

/** Orders that have not been told of go along: a board may begin in the midst of a move. @param {Board} board @param {FrameData} moved */
function withSessionMoved(board, { from_table_id, table_id, table_number, session_id }) {
  const left = board.tables.find((table) => table.table_id === from_table_id)?.orders ?? [];
  const seated = seat(onTable(board, from_table_id, leave), table_id, session_id);
  return left.reduce((held, order) => arrive(held, { ...order, table_id, table_number }), seated);
}

/** An order comes to its table, unless another session is there: then it was paid apart. @param {Board} board @param {Order} order */
function arrive(board, order) {
  return onTable(board, order.table_id, (table) =>
    table.session_id === null || table.session_id === order.session_id ? withOrder(table, order) : table,
  );
}

/** @param {Board} board @param {FrameData} moved */
function withMoved(board, { order_id, from_table_id, session_id, table_id, table_number, version, updated_at }) {
  const order = orderById(board, order_id);
  if (!order || version <= order.version) return board;
  const without = onTable(board, from_table_id, (table) =>
    summed(
      table,
      table.orders.filter((held) => held.order_id !== order_id),
    ),
  );
  return arrive(without, { ...order, session_id, table_id, table_number, version, updated_at });
}

/** @param {Table} table @param {{order_id: string, version: number, updated_at: string, total_amount: number}} said @param {Portions[]} portions */
function withLess(table, { order_id, version, updated_at, total_amount }, portions) {
  const gone = new Map(portions.map(({ item_id, quantity }) => [item_id, quantity]));
  const order = table.orders.find((held) => held.order_id === order_id);
  const items = (order?.items ?? [])
    .map((item) => ({ ...item, quantity: item.quantity - (gone.get(item.item_id) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
    .map((item) => ({ ...item, subtotal: item.unit_price * item.quantity }));
  return withChange(table, { order_id, version, updated_at, items, total_amount });
}

/** @param {Table} table @param {FrameData} said @param {boolean} completed */
function withMarks(table, { order_id, version, updated_at, item_ids }, completed) {
  const order = table.orders.find((held) => held.order_id === order_id);
  const items = order?.items.map((item) => (item_ids.includes(item.item_id) ? marked(item, completed) : item));
  return withChange(table, { order_id, version, updated_at, items });
}

/** @param {Item} item @param {boolean} completed @returns {Item} */
function marked(item, completed) {
  return { ...item, completed: completed ? true : null };
}

/** An order that comes back to the kitchen has all its lines open. @param {Order} held @param {Status} status */
function itemsAs({ status: before, items }, status) {
  return before === 'COMPLETED' && status === 'PREPARING' ? items.map((item) => marked(item, false)) : items;
}

/**
 * A newer version says what has changed of the order: its status, and its items and sum where some were taken back.
 *
 * @param {Order} held @param {Partial<Order> & {version: number}} said
 */
function newer(held, { version, status = held.status, updated_at = held.updated_at, items, total_amount }) {
  if (version <= held.version) return held;
  return {
    ...held,
    version,
    status,
    updated_at,
    items: items ?? itemsAs(held, status),
    total_amount: total_amount ?? held.total_amount,
  };
}

/** @param {Table} table @param {Partial<Order> & {order_id: string, version: number}} said */
function withChange(table, said) {
  const orders = table.orders.map((order) => (order.order_id === said.order_id ? newer(order, said) : order));
  return { ...table, orders, total_amount: orders.reduce((sum, order) => sum + order.total_amount, 0) };
}

/** @param {Table} table @param {{order_id: string, table_total_amount: number}} deleted */
function without(table, { order_id, table_total_amount }) {
  const orders = table.orders.filter((order) => order.order_id !== order_id);
  return { ...table, orders, order_count: orders.length, total_amount: table_total_amount };
}

/** @param {Board} board @param {Call} call */
function withCall(board, call) {
  const { call_id, kind, table_id, table_number, session_id, called_at } = call;
  const others = withoutCall(board, call_id).calls ?? [];
  return { ...board, calls: [...others, { call_id, kind, table_id, table_number, session_id, called_at }] };
}

/** @param {Board} board @param {{call_id: string, session_id: string, table_id: string, table_number: number}} moved */
function withMovedCall(board, { call_id, session_id, table_id, table_number }) {
  const calls = board.calls?.map((call) =>
    call.call_id === call_id ? { ...call, session_id, table_id, table_number } : call,
  );
  return { ...board, calls };
}

/** @param {Board} board @param {string} callId @returns {Board} */
function withoutCall(board, callId) {
  return { ...board, calls: board.calls?.filter((call) => call.call_id !== callId) };
}

/** @param {Board} board @param {{change: string, table_id: string, table_number: number, table_name?: string, area?: string}} updated */
function withTables(board, { change, table_id, ...said }) {
  const others = board.tables.filter((table) => table.table_id !== table_id);
  if (change === 'table_removed') return { ...board, tables: others };
  const held = board.tables.find((table) => table.table_id === table_id) ?? emptyTable(table_id);
  return { ...board, tables: [...others, { ...held, ...said }].sort((a, b) => a.table_number - b.table_number) };
}

/** @param {string} table_id @returns {Table} */
function emptyTable(table_id) {
  return { table_id, table_number: 0, session_id: null, total_amount: 0, order_count: 0, orders: [] };
}
