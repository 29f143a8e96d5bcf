/** What the server takes, so that a form says so before it is sent. */
export const MAXIMUM_NAME = 100;
export const MINIMUM_PASSWORD = 8;
/** A chain's or a store's. */
export const ID = '[a-z0-9\\-]{3,64}';
export const USERNAME = '[a-z0-9._\\-]{2,64}';
/** Those whose amounts the screens are tested with. */
export const CURRENCIES = ['KRW', 'USD', 'EUR', 'JPY', 'KWD'];
