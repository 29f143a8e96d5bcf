import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { printersView } from './printers-view.js';
import { formView } from './upkeep.js';

/** @typedef {import('./stations.js').StationUpkeep} StationUpkeep */

/** Where dishes are prepared, beneath the menu. Staff see it, admins keep it up. @param {StationUpkeep} upkeep @param {string} role */
export function stationsView(upkeep, role) {
  const isAdmin = role !== 'staff';
  if (!isAdmin && !upkeep.all?.length) return printersView(upkeep.printers, role);
  return html`<div class="upkeep stations">
    <div class="upkeep-head"><h2>${t('stations.heading')}</h2>
      ${isAdmin ? html`<button class="secondary" ?disabled=${upkeep.menu.categories === null} @click=${() => upkeep.showStation(null)}>${t('stations.add')}</button>` : nothing}
    </div>
    ${upkeep.failure ? html`<p class="fault" role="alert">${upkeep.failure}</p>` : nothing}
    ${upkeep.all?.length === 0 ? html`<p class="empty">${t('stations.none')}</p>` : nothing}
    <ul>${repeat(
      upkeep.all ?? [],
      (station) => station.station_id,
      (station) => html`<li class="station-row" data-station=${station.station_id}>
        <strong>${station.station_name}</strong> <span class="soft">${namesOf(upkeep, station.dishes)}</span>
        ${isAdmin ? html`<button class="quiet" aria-label=${t('upkeep.changeOf', { name: station.station_name })} @click=${() => upkeep.showStation(station)}>${t('upkeep.change')}</button>` : nothing}
      </li>`,
    )}</ul>
    ${upkeep.all?.length ? nowhere(upkeep) : nothing} ${formView(upkeep)}
  </div>
  ${printersView(upkeep.printers, role)}`;
}

/** @param {StationUpkeep} upkeep @param {string[]} dishes */
function namesOf({ menu }, dishes) {
  return menu.menus
    .filter(({ menu_id }) => dishes.includes(menu_id))
    .map(({ menu_name }) => menu_name)
    .join(', ');
}

/** Dishes that only the screen of everything shows. @param {StationUpkeep} upkeep */
function nowhere(upkeep) {
  const somewhere = new Set(upkeep.all?.flatMap(({ dishes }) => dishes));
  const left = upkeep.menu.menus.filter(({ menu_id }) => !somewhere.has(menu_id)).map(({ menu_id }) => menu_id);
  return left.length
    ? html`<p class="notice warn">${t('stations.nowhere', { names: namesOf(upkeep, left) })}</p>`
    : nothing;
}
