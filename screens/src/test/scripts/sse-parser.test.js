import { SseParser } from '/screens/stream/sse-parser.js';
import { equal } from './assert.js';

const bytes = (text) => new TextEncoder().encode(text);
const FEED =
  ': ping\n\nevent: order_created\nid: 7-12\ndata: {"menu":"김치찌개 🍲"}\n\nretry: 2500\n\nevent: reset\ndata: a\ndata: b\n\n';
const EVENTS = [
  { event: 'order_created', data: '{"menu":"김치찌개 🍲"}', id: '7-12' },
  { event: 'reset', data: 'a\nb', id: null },
];

export const tests = {
  'a feed is the same events wherever the network cuts it, in the middle of a letter too'() {
    const feed = bytes(FEED);
    for (let cut = 0; cut <= feed.length; cut++) {
      const parser = new SseParser();
      equal([...parser.push(feed.slice(0, cut)), ...parser.push(feed.slice(cut))], EVENTS);
      equal(parser.retry, 2500);
    }
  },
  'byte by byte it is the same events, whatever ends the lines'() {
    for (const end of ['\n', '\r\n', '\r']) {
      const parser = new SseParser();
      const feed = bytes(`${FEED.replaceAll('\n', end)}:\n`);
      const events = [...feed].flatMap((byte) => parser.push(Uint8Array.of(byte)));
      equal(events, EVENTS);
    }
  },
  'an event cut off before its blank line is no event'() {
    equal(new SseParser().push(bytes('event: order_created\nid: 7-12\ndata: {}\n')), []);
  },
  'an unnamed event is a message, and a retry that is no number is none'() {
    const parser = new SseParser();
    equal(parser.push(bytes('data:x\nretry: soon\n\n')), [{ event: 'message', data: 'x', id: null }]);
    equal(parser.retry, null);
  },
};
