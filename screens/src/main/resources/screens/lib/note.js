import { html, nothing } from './html.js';
import { t } from './i18n.js';

/** What guests wrote about a line, or that it was erased since. @param {{note?: string | null, note_erased?: boolean}} item */
export function noteView({ note, note_erased }) {
  if (note) return html`<em>${note}</em>`;
  return note_erased ? html`<em class="soft">${t('note.erased')}</em>` : nothing;
}
