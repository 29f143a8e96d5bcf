import { Chain } from './chain.js';
import { chainView } from './chain-view.js';
import { enter } from './entry.js';

enter('view.chain', (account, changed) => new Chain(account, changed), chainView);
