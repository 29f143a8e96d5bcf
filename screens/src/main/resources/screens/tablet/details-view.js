import { html, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';

/** What is in a dish, where that is from, and how hot it is; nothing where nothing is said. @param {import('../lib/api.js').Dish} dish */
export function detailsView({ details }) {
  if (!details) return nothing;
  const { allergens, origin, spiciness } = details;
  if (!allergens && !origin && !spiciness) return nothing;
  return html`<span class="details">
    ${spiciness ? html`<span class="hot" role="img" aria-label=${t('dish.hot', { degree: spiciness })}>${'🌶'.repeat(spiciness)}</span>` : nothing}
    ${allergens ? html`<span class="allergens">${t('dish.allergens', { names: allergens.map((one) => word('allergen', one)).join(', ') })}</span>` : nothing}
    ${origin ? html`<span class="origin">${t('dish.origin', { origin })}</span>` : nothing}
  </span>`;
}
