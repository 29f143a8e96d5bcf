import { dialogRef } from '../lib/dialog.js';
import { html, nothing, repeat } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { pageOf, pairingAddress } from '../lib/qr-code.js';
import { qrView } from '../lib/qr-view.js';
import { clock, dayAndClock } from '../lib/store-locale.js';
import { inWords } from './devices.js';
import { formView } from './upkeep.js';

export { DeviceUpkeep } from './devices.js';

/** @typedef {import('./devices.js').Device} Device @typedef {import('./devices.js').DeviceUpkeep} DeviceUpkeepList */

/** @param {DeviceUpkeepList} upkeep @param {import('../stream/board.js').Table[]} tables */
export function devicesView(upkeep, tables) {
  return html`<div class="upkeep devices">
    <div class="upkeep-head"><h1>${t('view.devices')}</h1>
      <button class="secondary" @click=${() => upkeep.showNew(tables)}>${t('devices.add')}</button></div>
    <p class="soft">${t('devices.text')}</p>
    ${upkeep.failure ? html`<p class="fault" role="alert">${upkeep.failure}</p>` : nothing}
    ${upkeep.devices === null && !upkeep.failure ? html`<p class="empty" role="status">${t('common.moment')}</p>` : nothing}
    ${upkeep.devices?.length === 0 ? html`<p class="empty" role="status">${t('devices.none')}</p>` : nothing}
    ${repeat(
      upkeep.groups,
      (group) => group.id,
      (group) => groupView(upkeep, group),
    )}
    ${formView(upkeep)} ${upkeep.code ? codeView(upkeep, upkeep.code) : nothing}
  </div>`;
}

/** @param {DeviceUpkeepList} upkeep @param {import('./devices.js').Group} group */
function groupView(upkeep, group) {
  return html`<section data-devices=${group.name}>
    <div class="upkeep-head"><h2>${group.name}</h2>
      ${
        group.devices.length > 1
          ? html`<button class="quiet danger" @click=${() => upkeep.logOutAll(group)}>${t('devices.logOutAll')}</button>`
          : nothing
      }</div>
    <ul>${repeat(
      group.devices,
      (device) => device.device_id,
      (device) => deviceRow(upkeep, device, group.name),
    )}</ul>
  </section>`;
}

/** @param {DeviceUpkeepList} upkeep @param {Device} device @param {string} of */
function deviceRow(upkeep, device, of) {
  const kind = word('device', device.kind);
  const name = device.device_name || inWords(device.user_agent) || kind;
  return html`<li class="device-row" data-device=${device.kind}>
    <span class="menu-name">${name}${device.current ? html` <em>${t('devices.current')}</em>` : nothing}</span>
    <span class="soft">${kind}${device.device_name ? ` · ${inWords(device.user_agent)}` : ''} · ${device.address}</span>
    <span class="soft">${t('devices.seen', { first: dayAndClock(device.first_seen_at), last: dayAndClock(device.last_seen_at) })}</span>
    <button class="quiet danger" aria-label=${t('devices.logOutOf', { name, of })} @click=${() => upkeep.logOut(device)}>${t('devices.logOut')}</button>
  </li>`;
}

/** @param {DeviceUpkeepList} upkeep @param {import('./devices.js').PairingCode} code */
function codeView(upkeep, { pairing_code, kind, expires_at }) {
  const close = () => upkeep.forgetCode();
  const half = pairing_code.length / 2;
  const where = pageOf(kind);
  /** @param {SubmitEvent} submitted */
  const submit = (submitted) => {
    submitted.preventDefault();
    close();
  };
  return html`<dialog class="question" ${dialogRef} @close=${close} aria-labelledby="code-title">
    <form @submit=${submit}>
      <h2 id="code-title">${t('devices.code')}</h2>
      <p class="pairing-code">${pairing_code.slice(0, half)} ${pairing_code.slice(half)}</p>
      ${qrView(upkeep.qrCode, t('devices.qr'))}
      <p>${t('devices.code.text', { where, time: clock(expires_at) })}</p>
      <p class="soft">${t('devices.code.link')} <span class="address">${pairingAddress(kind, pairing_code)}</span></p>
      <div class="choices"><button class="primary">${t('common.ok')}</button></div>
    </form>
  </dialog>`;
}
