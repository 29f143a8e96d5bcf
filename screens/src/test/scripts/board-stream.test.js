import { BoardStream } from '/screens/stream/board-stream.js';
import { equal } from './assert.js';

const HEARTBEAT = 1_000;
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
};

/** A server that the test plays, and a clock that the test moves. */
class World {
  now = 0;
  chance = 1;
  timers = new Map();
  requests = [];
  statuses = [];
  events = [];

  constructor(more = {}) {
    this.stream = new BoardStream({
      url: 'http://stream',
      token: () => 'a-token',
      heartbeatMs: HEARTBEAT,
      ...more,
      onEvent: (event, _data, position) => this.events.push([event, position]),
      onStatus: ({ state, reason }) => this.statuses.push(reason ? `${state}:${reason}` : state),
      surroundings: {
        fetch: (_url, { headers, signal }) => this.#fetch(headers, signal),
        setTimeout: (task, ms) => {
          const timer = Symbol();
          this.timers.set(timer, { task, at: this.now + ms });
          return timer;
        },
        clearTimeout: (timer) => this.timers.delete(timer),
        now: () => this.now,
        random: () => this.chance,
      },
    });
    this.stream.start();
  }

  #fetch(headers, signal) {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      this.requests.push({ headers, resolve, reject });
    });
  }

  get request() {
    return this.requests.at(-1);
  }

  async opens(text = '', headers = {}) {
    const body = new ReadableStream({ start: (controller) => (this.body = controller) });
    this.request.resolve(new Response(body, { headers }));
    await this.says(text);
  }

  async says(text) {
    if (text) this.body.enqueue(new TextEncoder().encode(text));
    await settle();
  }

  async closes() {
    this.body.close();
    await settle();
  }

  async refuses(status, headers = {}) {
    this.request.resolve(new Response('', { status, headers }));
    await settle();
  }

  async passes(ms) {
    this.now += ms;
    for (const [timer, { task, at }] of [...this.timers]) {
      if (at <= this.now && this.timers.delete(timer)) task();
    }
    await settle();
  }

  nextIn() {
    return Math.min(...[...this.timers.values()].map(({ at }) => at)) - this.now;
  }
}

const frame = (event, id, data = '{}') => `event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${data}\n\n`;

export const tests = {
  async 'it is live once it has the board, and sends its token in a header'() {
    const world = new World();
    await world.opens('retry: 100\n\n');
    equal(world.statuses, ['connecting']);
    await world.says(frame('initial', '3-10'));
    equal(world.statuses, ['connecting', 'live']);
    equal(world.request.headers.Authorization, 'Bearer a-token');
  },
  async 'after a break it resumes behind the last position and passes nothing on twice'() {
    const world = new World();
    world.chance = 0;
    await world.opens(`retry: 100\n\n${frame('initial', '3-10')}${frame('order_created', '3-11')}`);
    await world.closes();
    equal(world.statuses.at(-1), 'reconnecting');
    equal(world.nextIn(), 100);
    await world.passes(100);
    equal(world.request.headers['Last-Event-ID'], '3-11');
    await world.opens(frame('order_created', '3-11') + frame('order_created', '3-12') + frame('order_created', '3-9'));
    equal(world.events, [
      ['initial', '3-10'],
      ['order_created', '3-11'],
      ['order_created', '3-12'],
    ]);
    equal(world.statuses.at(-1), 'live');
  },
  async 'a reset forgets the position, and it is live only with the board that follows'() {
    const world = new World();
    await world.opens(frame('initial', '3-10'));
    await world.closes();
    await world.passes(1_000);
    await world.opens(frame('reset', null));
    equal(world.statuses.at(-1), 'reconnecting');
    await world.says(frame('initial', '3-5') + frame('order_created', '3-6'));
    equal(world.events.slice(1), [
      ['reset', null],
      ['initial', '3-5'],
      ['order_created', '3-6'],
    ]);
    equal(world.statuses.at(-1), 'live');
  },

  async 'the server says how long it may be silent'() {
    const world = new World();
    await world.opens(frame('initial', '3-10'), { 'X-Heartbeat-Interval': '7' });
    await world.passes(2 * HEARTBEAT + 1);
    equal(world.requests.length, 1);
    await world.passes(14_000);
    equal(world.requests.length, 2);
  },

  async 'two heartbeats of silence are stale, and are followed by a new connection'() {
    const world = new World();
    await world.opens(frame('initial', '3-10'));
    await world.passes(HEARTBEAT);
    await world.says(': ping\n\n');
    await world.passes(2 * HEARTBEAT - 1);
    equal(world.statuses.at(-1), 'live');
    await world.passes(1);
    equal(world.statuses.at(-1), 'stale');
    equal(world.requests.length, 2);
    await world.opens(': ping\n\n');
    equal(world.statuses.at(-1), 'live');
  },
  async 'a silent line that does not answer is noticed within ten seconds, one that does is a quiet evening'() {
    const world = new World({ probeUrl: 'http://stream/health/live', heartbeatMs: 30_000 });
    await world.opens(frame('initial', '3-10'));
    await world.passes(4_000);
    equal([world.requests.length, world.statuses.at(-1)], [2, 'live']);
    world.request.resolve(new Response('{}'));
    await settle();
    await world.passes(4_000);
    equal([world.requests.length, world.statuses.at(-1)], [3, 'live']);
    await world.passes(4_000);
    equal(world.statuses.at(-1), 'stale');
    equal(world.request.headers['Last-Event-ID'], '3-10');
  },
  async 'a line that is suspected is tried at once'() {
    const world = new World({ probeUrl: 'http://stream/health/live' });
    await world.opens(frame('initial', '3-10'));
    world.stream.suspect();
    world.request.reject(new TypeError('network'));
    await settle();
    equal(world.statuses.at(-1), 'stale');
  },
  async 'each further failure waits twice as long, up to a bound'() {
    const world = new World();
    const waits = [];
    for (let i = 0; i < 7; i++) {
      world.request.reject(new TypeError('network'));
      await settle();
      waits.push(world.nextIn());
      await world.passes(world.nextIn());
    }
    equal(waits, [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  },
  async 'a refusal for now is waited out as long as the server says'() {
    for (const status of [429, 503]) {
      const world = new World();
      await world.refuses(status, { 'Retry-After': '7' });
      equal(world.nextIn(), 7_000);
      equal(world.statuses.at(-1), 'reconnecting');
    }
  },
  async 'an expired token ends it, and a new start goes on where it was'() {
    const world = new World();
    await world.opens(frame('initial', '3-10'));
    await world.closes();
    await world.passes(1_000);
    await world.refuses(401);
    equal(world.statuses.at(-1), 'ended:unauthorized');
    equal(world.timers.size, 0);
    world.stream.start();
    equal(world.request.headers['Last-Event-ID'], '3-10');
  },
  async 'what a connection that was given up still brings is dropped'() {
    const world = new World();
    await world.opens(frame('initial', '3-10'));
    const former = world.body;
    await world.passes(2 * HEARTBEAT);
    former.enqueue(new TextEncoder().encode(frame('order_created', '3-11')));
    await settle();
    equal(world.events, [['initial', '3-10']]);
  },
  async 'somebody who looks again does not wait'() {
    const world = new World();
    world.request.reject(new TypeError('network'));
    await settle();
    world.stream.hurry();
    equal(world.requests.length, 2);
  },
  async 'a chain is live once the board of its last store is there, and begins anew when it is cut before that'() {
    const world = new World({ ofChain: true });
    await world.opens(frame('initial', null, '{"store_id":"a"}'));
    equal(world.statuses.at(-1), 'connecting');
    await world.closes();
    await world.passes(1_000);
    equal(world.request.headers['Last-Event-ID'], undefined);
    await world.opens(frame('initial', null, '{"store_id":"a"}') + frame('initial', '0-4,3-10', '{"store_id":"b"}'));
    equal(world.statuses.at(-1), 'live');
  },
  async 'of a chain each event is passed on once, whichever partition it is from'() {
    const world = new World({ ofChain: true });
    const ids = ['0-4,3-11', '0-4,3-11', '0-5,3-11', '0-5,3-11,7-0'];
    await world.opens(frame('initial', '0-4,3-10') + ids.map((id) => frame('order_created', id)).join(''));
    equal(
      world.events.slice(1).map(([, id]) => id),
      ['0-4,3-11', '0-5,3-11', '0-5,3-11,7-0'],
    );
  },
  async 'a reset of one of a chains stores is no reset of the others'() {
    const world = new World({ ofChain: true });
    await world.opens(frame('initial', '0-4,3-10') + frame('reset', null, '{"reason":"feed_broken","store_id":"a"}'));
    await world.closes();
    await world.passes(1_000);
    equal(world.request.headers['Last-Event-ID'], '0-4,3-10');
  },
};
