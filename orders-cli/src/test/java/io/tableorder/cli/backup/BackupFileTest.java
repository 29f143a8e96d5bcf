package io.tableorder.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {

    private static final BackupStream STREAM = BackupStream.ofLog(3);
    private static final int RECORDS = 200;

    @TempDir
    private Path root;

    private BackupDirectory directory;
    private Manifest manifest;

    @BeforeEach
    void write() throws IOException {
        directory = BackupDirectory.toWrite(root);
        manifest = Manifest.of("log", 12);
        file(0, 300);
        file(300, 700);
        file(700, 1_000);
    }

    /** Offsets have gaps, as the ends of transactions leave them. */
    private void file(long first, long next) throws IOException {
        Manifest.End end = manifest.end(STREAM);
        Path file = directory.file(STREAM, first);
        FileHead head = new FileHead(FileHead.FORMAT, "log", STREAM.name(), first, end.digest());
        try (BackupFileWriter writer = directory.begin(file, head)) {
            for (int i = 0; i < RECORDS; i++) {
                writer.write(record(first + i).bytes());
            }
            FileSeal seal = writer.seal(next);
            manifest = manifest.with(
                    STREAM,
                    new Manifest.End(
                            file.getFileName().toString(), next, end.records() + seal.records(), seal.digest()));
            directory.save(manifest);
        }
    }

    private static StoredRecord record(long offset) {
        return new StoredRecord(
                offset,
                1_000 + offset,
                offset % 7 == 0 ? null : ("store-" + offset % 5).getBytes(UTF_8),
                offset % 11 == 0 ? null : ("{\"sequence\":" + offset + "}").getBytes(UTF_8),
                List.of(
                        new RecordHeader("ce_id", ("event-" + offset).getBytes(UTF_8)),
                        new RecordHeader("none", null)));
    }

    private List<StoredRecord> read() throws IOException {
        List<StoredRecord> records = new ArrayList<>();
        new BackupFiles(directory, directory.manifest().orElseThrow())
                .read(STREAM, (bytes, _) -> records.add(StoredRecord.read(bytes)));
        return records;
    }

    @Test
    void what_was_written_is_read_in_its_order() throws IOException {
        assertThat(read())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(IntStream.of(0, 300, 700)
                        .boxed()
                        .flatMap(
                                first -> IntStream.range(first, first + RECORDS).mapToObj(BackupFileTest::record))
                        .toList());
    }

    @Test
    void any_byte_that_is_changed_is_found_and_the_file_is_named() throws IOException {
        Path file = directory.file(STREAM, 300);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 10; at < whole.length; at += 13) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x20;
            Files.write(file, damaged);
            assertThatThrownBy(this::read)
                    .as("byte %d of %d", at, whole.length)
                    .isInstanceOf(DamagedBackupException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void a_file_that_was_cut_off_is_found_and_the_first_record_that_is_gone_is_named() throws IOException {
        Path file = directory.file(STREAM, 700);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 8));

        assertThatThrownBy(this::read)
                .isInstanceOf(DamagedBackupException.class)
                .hasMessageContaining(file + ", record 201: ")
                .hasMessageEndingWith("Use another copy of the backup");
    }

    @Test
    void a_file_that_is_missing_is_named_wherever_it_belongs() throws IOException {
        for (long first : new long[] {0, 300, 700}) {
            Path file = directory.file(STREAM, first);
            byte[] whole = Files.readAllBytes(file);
            Files.delete(file);
            assertThatThrownBy(this::read)
                    .isInstanceOf(DamagedBackupException.class)
                    .hasMessageContaining(file + ": the file is missing");
            Files.write(file, whole);
        }
        assertThat(read()).hasSize(3 * RECORDS);
    }

    @Test
    void a_file_in_the_place_of_another_is_found() throws IOException {
        Path file = directory.file(STREAM, 300);
        Files.copy(directory.file(STREAM, 0), file, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(this::read)
                .isInstanceOf(DamagedBackupException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("first=300");
    }

    @Test
    void a_file_that_was_not_finished_leaves_nothing_behind() throws IOException {
        Path file = directory.file(STREAM, 1_000);
        try (BackupFileWriter writer =
                directory.begin(file, new FileHead(FileHead.FORMAT, "log", STREAM.name(), 1_000, ""))) {
            writer.write(record(1_000).bytes());
        }

        assertThat(directory.files(STREAM)).hasSize(3);
        assertThat(read()).hasSize(3 * RECORDS);
    }

    @Test
    void two_backups_do_not_write_to_one_directory() {
        assertThatThrownBy(() -> BackupDirectory.toWrite(root))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Another backup writes to " + root);
    }

    @Test
    void nobody_but_its_owner_may_look_into_a_new_backup() throws IOException {
        Path next = root.resolve("next");
        BackupDirectory.toWrite(next).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(next)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_directory_of_something_else_is_left_alone() throws IOException {
        Path other = Files.createDirectory(root.resolve("other"));
        Files.writeString(other.resolve("photo.jpg"), "a photo");

        assertThatThrownBy(() -> BackupDirectory.toWrite(other))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(other + " holds something else");
    }
}
