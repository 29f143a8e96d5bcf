package io.tableorder.cli;

import io.tableorder.operability.keys.TokenKeyFile;
import io.tableorder.operability.keys.TokenKeySet;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the keys of anchors. */
final class AnchorOptions {

    private AnchorOptions() {}

    static TokenKeySet keys(Path file) throws IOException {
        try {
            return new TokenKeyFile(file)
                    .read()
                    .orElseThrow(() -> new CommandFailedException(file
                            + " is not there: orders keys rotate --leaked --file=" + file + " makes keys for anchors"));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(file + ": " + e.getMessage());
        }
    }
}
