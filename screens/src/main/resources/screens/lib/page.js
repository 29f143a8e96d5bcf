import { html, render } from './html.js';
import { language, speak } from './i18n.js';

/**
 * Draws the page at most once a frame, however much happens. A hidden page is drawn when it is seen again.
 *
 * @param {() => void} draw
 * @returns {() => void} to be called when something has changed
 */
export function onceAFrame(draw) {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  };
}

/** Puts what is seen on the page. @param {unknown} content of a template @param {string} [title] */
export function show(content, title) {
  if (title !== undefined) document.title = title;
  render(html`${content}`, /** @type {HTMLElement} */ (document.getElementById('app')));
}

export function otherLanguage() {
  speak(language() === 'ko' ? 'en' : 'ko');
}

/** What came behind the address's #, which is not sent to any server and does not stay there. @param {string} name @returns {string | null} */
export function secretOfAddress(name) {
  const secret = new URLSearchParams(location.hash.slice(1)).get(name);
  if (secret !== null) history.replaceState(null, '', location.pathname + location.search);
  return secret;
}
