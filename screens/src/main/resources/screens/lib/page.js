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

export function app() {
  return /** @type {HTMLElement} */ (document.getElementById('app'));
}

export function otherLanguage() {
  speak(language() === 'ko' ? 'en' : 'ko');
}
