import { enter } from '../chain/entry.js';
import { opsView } from './ops-view.js';
import { Platform } from './platform.js';

const settings = await (await fetch('/screens/settings.json')).json();

enter('view.ops', (account, changed) => new Platform(settings, account, changed), opsView);
