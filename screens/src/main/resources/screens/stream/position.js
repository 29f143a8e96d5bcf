/**
 * Positions are `partition-offset`. A store's events are all in one partition, so of two positions the one with the lower
 * offset is the earlier; positions of different partitions say nothing about each other. A chain's stores are in several
 * partitions, and its position is one of each: `0-17,3-99`.
 *
 * @param {string} held
 * @param {string} other
 * @returns {boolean} false when what is at `other` is included in what is held at `held`
 */
export function isBehind(held, other) {
  const offsets = new Map(partitionsOf(held));
  return partitionsOf(other).some(([partition, offset]) => offset > (offsets.get(partition) ?? -1));
}

/** @param {string} position @returns {[string, number][]} */
function partitionsOf(position) {
  return position.split(',').map((part) => {
    const [partition, offset] = part.split('-');
    return [partition, Number(offset)];
  });
}
