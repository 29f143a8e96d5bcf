/**
 * The button of the step that a key asks for: 1 to 9 are the first tickets that are being prepared, and with Shift the first
 * of the new ones, as they stand on the screen.
 *
 * @param {KeyboardEvent} event @returns {HTMLElement | null} null when the key is for something else
 */
export function bumpedStep({ code, shiftKey, altKey, ctrlKey, metaKey, repeat, target }) {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  const isForPage = !(target instanceof Element && target.closest('input, select, textarea, dialog'));
  if (!digit || !isForPage || altKey || ctrlKey || metaKey || repeat) return null;
  const column = shiftKey ? '.column.PENDING' : '.column.PREPARING';
  const ticket = document.querySelectorAll(`${column}:not(.moving) .ticket`)[Number(digit) - 1];
  return ticket?.querySelector('.step') ?? null;
}
