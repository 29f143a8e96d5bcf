import { pageSettings } from '../lib/settings.js';
import { Chain } from './chain.js';
import { chainView } from './chain-view.js';
import { enter } from './entry.js';

const settings = await pageSettings();

await enter('view.chain', (account, changed) => new Chain(settings, account, changed), chainView);
