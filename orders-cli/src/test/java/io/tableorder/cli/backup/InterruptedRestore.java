package io.tableorder.cli.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.cli.replay.StopSignal;
import io.tableorder.operability.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A restore that ends in the middle of the log, behind some small transactions. */
public final class InterruptedRestore {

    private static final int TRANSACTION_BYTES = 4_000;

    private final BackupDirectory directory;
    private final KafkaSettings kafka;

    private InterruptedRestore(BackupDirectory directory, KafkaSettings kafka) {
        this.directory = directory;
        this.kafka = kafka;
    }

    public static InterruptedRestore of(Path backup, KafkaSettings kafka) {
        return new InterruptedRestore(BackupDirectory.toRead(backup), kafka);
    }

    public void after(int transactions) throws IOException {
        Manifest manifest = directory.manifest().orElseThrow();
        StopSignal stop = new StopSignal() {
            private int left = transactions;

            @Override
            public boolean isGiven() {
                return --left <= 0;
            }

            @Override
            public void await(Duration time) {
                throw new UnsupportedOperationException();
            }
        };
        try (RestoreTarget target = new RestoreTarget(kafka)) {
            target.prepare();
            try (LogRestore restore =
                    new LogRestore(new BackupFiles(directory, manifest), manifest, target, stop, TRANSACTION_BYTES)) {
                assertThatThrownBy(() -> restore.run((_, _) -> {}))
                        .isInstanceOf(BackupException.class)
                        .hasMessageStartingWith("Stopped before the end");
            }
        }
    }
}
