import { Chain } from './chain.js';
import { chainView } from './chain-view.js';
import { enter } from './entry.js';

const settings = await (await fetch('/screens/settings.json')).json();

enter('view.chain', (account, changed) => new Chain(settings, account, changed), chainView);
