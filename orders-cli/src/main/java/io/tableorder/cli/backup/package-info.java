/**
 * Backups of what is nowhere else: the log, whose access has ended, and the accounts. What a file holds is what was written,
 * byte for byte, or reading it names the file and the record that are damaged.
 */
@NullMarked
package io.tableorder.cli.backup;

import org.jspecify.annotations.NullMarked;
