/**
 * Positions are `partition-offset`. A store's events are all in one partition, so of two positions the one with the lower
 * offset is the earlier; positions of different partitions say nothing about each other. A chain's stores are in several
 * partitions, and its position is one of each: `0-17,3-99`. A log that was restored from a backup says so behind them:
 * `0-17.5f0c2a91`; whatever is of another log is behind.
 *
 * @param {string} held
 * @param {string} other
 * @returns {boolean} false when what is at `other` is included in what is held at `held`
 */
export function isBehind(held, other) {
  if (logOf(held) !== logOf(other)) return true;
  const offsets = new Map(partitionsOf(held));
  return partitionsOf(other).some(([partition, offset]) => offset > (offsets.get(partition) ?? -1));
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {boolean} false for positions of two logs, of which neither is the earlier
 */
export function isEarlier(one, other) {
  return logOf(one) === logOf(other) && isBehind(one, other);
}

/** @param {string} position @returns {[string, number][]} */
function partitionsOf(position) {
  return plain(position)
    .split(',')
    .map((part) => {
      const [partition, offset] = part.split('-');
      return [partition, Number(offset)];
    });
}

/** @param {string} position */
function plain(position) {
  return position.split('.')[0];
}

/** @param {string} position */
function logOf(position) {
  return position.split('.')[1] ?? '';
}
