/** @typedef {{orders: number, revenue: number, cancelled: number}} Figures orders and revenue without the cancelled */

/** What an order came to, null when there was none. @param {Figures} figures */
export function averageOf({ orders, revenue }) {
  return orders === 0 ? null : Math.round(revenue / orders);
}

/** By how many per cent more was sold than a week before, null when nothing was. @param {{sold: Figures, before: Figures}} row */
export function changeOf({ sold, before }) {
  return before.revenue === 0 ? null : Math.round((sold.revenue / before.revenue - 1) * 100);
}
