import { t } from '../lib/i18n.js';
import { nameWithOptions } from '../lib/options.js';
import { Upkeep } from './upkeep.js';

/**
 * @typedef {import('../stream/board.js').Order} Order
 * @typedef {import('../stream/board.js').Item} Item
 */

const LONGEST_REASON = 200;

/** Lines of which guests do not get all that they ordered. */
export class Lines extends Upkeep {
  /** @param {Order} order @param {Item} item */
  showTakeBack(order, item) {
    const isLast = order.items.length === 1;
    this.show({
      title: t('line.takeBack.title', { number: order.order_number, name: nameWithOptions(item) }),
      text: isLast ? t('line.takeBack.last') : undefined,
      method: 'DELETE',
      path: `/admin/orders/${order.order_id}/items/${item.item_id}`,
      save: t('line.takeBack'),
      version: order.version,
      fields: [
        {
          name: 'quantity',
          label: t('line.takeBack.quantity', { quantity: item.quantity }),
          type: 'number',
          value: item.quantity,
          min: 1,
          max: item.quantity,
        },
        { name: 'reason', label: t('order.cancel.reason'), required: false, maxlength: LONGEST_REASON },
      ],
      body: ({ quantity, reason }) => ({ quantity: Number(quantity), ...(reason ? { reason } : {}) }),
    });
  }
}
