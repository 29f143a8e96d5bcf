/**
 * What the API answers, as far as the pages read it.
 *
 * @typedef {import('./store-locale.js').StoreSettings} StoreSettings
 *
 * @typedef {{menu_id: string, menu_name: string, price: number, description?: string, image_url?: string | null,
 *   display_order: number, available: boolean, category_id?: string, version?: number}} Dish
 * @typedef {{category_id: string, category_name: string, display_order: number, menus: Dish[]}} Section of a menu
 * @typedef {{menu_id: string, unit_price: number}} CurrentPrice
 *
 * @typedef {Omit<import('../stream/board.js').Order, 'status'>
 *   & {status: import('../stream/board.js').Status | 'CANCELLED', reason?: string | null}} GuestOrder an order with its end
 * @typedef {{session_id?: string | null, total_session_amount: number, orders: GuestOrder[]}} GuestSession
 * @typedef {{access_token: string, expires_in: number, store_id: string, store_name: string, table_id: string,
 *   table_number: number, store?: StoreSettings, server_time?: string}} TableLogin
 *
 * @typedef {{type: string, version: number, time: string, actor: {role: string}, data: {to?: string, reason?: string}}} OrderEvent
 *   of an order's history
 */
export {};
