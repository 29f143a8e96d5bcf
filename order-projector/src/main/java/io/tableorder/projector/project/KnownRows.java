package io.tableorder.projector.project;

import io.tableorder.projector.fold.ReadModel;

/**
 * This is what a partition's last transaction left known of its rows, so that the next need not read what it wrote
 * itself.
 *
 * @param nextOffset the partition's position then
 * @param revision of the position's row, which everybody else who writes the partition's rows changes
 */
record KnownRows(long nextOffset, long revision, ReadModel model) {
    /**
     * Returns whether nobody has written since: neither a rival, whose position would differ, nor anybody beside the
     * projection.
     */
    boolean areAsOf(long offset, long currentRevision) {
        return nextOffset == offset && revision == currentRevision;
    }
}
