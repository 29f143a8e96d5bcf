/** As many as the plot shows: six minutes of a question every two seconds. */
export const ROOM = 180;

/**
 * How fast the log grows and the read models follow, from positions read one after the other. In offsets, of which a
 * transaction's mark is one too.
 */
export class Throughput {
  /** @type {number[]} offsets a second, the latest last */
  appended = [];
  /** @type {number[]} */
  applied = [];
  /** @type {{time: number, appended: number, applied: number} | null} */
  #last = null;

  /** @param {number} time ms @param {import('./platform.js').Partition[]} partitions */
  add(time, partitions) {
    const now = { time, appended: sum(partitions, (one) => one.log_end ?? next(one)), applied: sum(partitions, next) };
    const last = this.#last;
    if (last && time <= last.time) return;
    this.#last = now;
    if (!last) return;
    const seconds = (time - last.time) / 1_000;
    push(this.appended, Math.max(0, now.appended - last.appended) / seconds);
    push(this.applied, Math.max(0, now.applied - last.applied) / seconds);
  }
}

/** The offset that is read next. @param {import('./platform.js').Partition} partition */
export function next({ position }) {
  return position ? Number(position.split('-')[1]) + 1 : 0;
}

/** @param {number[]} values @param {number} value */
function push(values, value) {
  values.push(value);
  if (values.length > ROOM) values.shift();
}

/** @param {import('./platform.js').Partition[]} partitions @param {(partition: import('./platform.js').Partition) => number} of */
function sum(partitions, of) {
  return partitions.reduce((all, partition) => all + of(partition), 0);
}
