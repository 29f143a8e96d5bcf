import { enter, whoeverIsHere } from '../chain/entry.js';
import { pageSettings } from '../lib/settings.js';
import { opsView } from './ops-view.js';
import { Platform } from './platform.js';

const settings = await pageSettings();

await enter('view.ops', (account, changed) => new Platform(settings, account, changed), opsView, whoeverIsHere());
