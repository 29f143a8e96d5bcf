import { enter, OPERATOR } from '../chain/entry.js';
import { Chains } from './chains.js';
import { platformView } from './platform-view.js';

await enter('view.platform', (account, changed) => new Chains(account, changed), platformView, OPERATOR);
