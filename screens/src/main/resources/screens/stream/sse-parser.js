/**
 * Splits the bytes of a `text/event-stream` into events, wherever the network cut them.
 *
 * @typedef {{event: string, data: string, id: string | null}} SseEvent `id` is null when the event carried none
 */
export class SseParser {
  #decoder = new TextDecoder();
  #rest = '';
  #afterCarriageReturn = false;
  #event = '';
  /** @type {string[]} */
  #data = [];
  /** @type {string | null} */
  #id = null;

  /** Milliseconds of the last `retry:`, or null while there was none. @type {number | null} */
  retry = null;

  /**
   * @param {Uint8Array} bytes
   * @returns {SseEvent[]} what they completed
   */
  push(bytes) {
    const events = [];
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    for (let line = this.#nextLine(); line !== null; line = this.#nextLine()) {
      const event = this.#take(line);
      if (event) events.push(event);
    }
    return events;
  }

  /** Lines end with LF, CR or CRLF, and a CRLF may be cut in the middle. */
  #nextLine() {
    if (this.#afterCarriageReturn && this.#rest.length > 0) {
      if (this.#rest[0] === '\n') this.#rest = this.#rest.slice(1);
      this.#afterCarriageReturn = false;
    }
    const end = this.#rest.search(/[\r\n]/);
    if (end < 0) return null;
    const line = this.#rest.slice(0, end);
    this.#afterCarriageReturn = this.#rest[end] === '\r';
    this.#rest = this.#rest.slice(end + 1);
    return line;
  }

  /** @param {string} line */
  #take(line) {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
    return null;
  }

  #dispatch() {
    const event = { event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id };
    const complete = this.#data.length > 0;
    this.#event = '';
    this.#data = [];
    this.#id = null;
    return complete ? event : null;
  }
}
