/**
 * Positions are `partition-offset`. A store's events are all in one partition, so of two positions the one with the lower
 * offset is the earlier; positions of different partitions say nothing about each other.
 *
 * @param {string} held
 * @param {string} other
 * @returns {boolean} false when what is at `other` is included in what is held at `held`
 */
export function isBehind(held, other) {
  const [heldPartition, heldOffset] = held.split('-');
  const [partition, offset] = other.split('-');
  return partition !== heldPartition || Number(offset) > Number(heldOffset);
}
