package io.tableorder.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path root;

    @Test
    void the_secret_key_is_made_once_and_only_its_owner_can_read_it() throws Exception {
        String first;
        try (var data = DataDirectory.open(root)) {
            first = data.secretKey();
        }
        try (var again = DataDirectory.open(root)) {
            assertThat(again.secretKey()).isEqualTo(first).hasSizeGreaterThanOrEqualTo(43);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("secret-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_second_start_on_the_same_data_is_refused_in_plain_words() {
        try (var _ = DataDirectory.open(root)) {
            assertThatThrownBy(() -> DataDirectory.open(root))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith("The platform already runs on " + root + "; stop it")
                    .hasMessageContaining("--data=DIR");
        }
    }

    @Test
    void a_nearly_full_disk_is_refused_with_what_is_needed() {
        try (var data = DataDirectory.open(root)) {
            assertThatThrownBy(() -> data.refuseBelowMinimum(3L * 1024 * 1024))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("has only 3 MiB free, at least 512 are needed");
        }
    }

    @Test
    void a_place_where_nothing_can_be_written_is_refused() throws Exception {
        Path file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Cannot use the directory " + file.resolve("below"));
    }

    @Test
    void what_somebody_began_without_demo_data_stays_theirs_until_it_is_cleared() {
        try (var data = DataDirectory.open(root)) {
            assertThat(data.isOwn()).isFalse();
            data.keepForOwn();
        }
        try (var again = DataDirectory.open(root)) {
            again.keepForOwn();
            assertThat(again.isOwn()).isTrue();
            again.clear();
            assertThat(again.isOwn()).isFalse();
        }
    }

    @Test
    void demo_data_that_is_there_is_not_taken_for_nothing() throws Exception {
        try (var data = DataDirectory.open(root)) {
            data.secretKey();

            assertThatThrownBy(data::keepForOwn)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageStartingWith("--empty: " + root)
                    .hasMessageContaining("--fresh --empty");
        }
    }

    @Test
    void clearing_forgets_everything_but_leaves_strangers_files_alone() throws Exception {
        try (var data = DataDirectory.open(root)) {
            String key = data.secretKey();
            Files.createDirectories(data.kafka().resolve("log/order-events-0"));
            Files.createFile(data.demoMarker());
            Path stranger = Files.createFile(root.resolve("notes.txt"));

            data.clear();

            assertThat(data.kafka()).doesNotExist();
            assertThat(data.demoMarker()).doesNotExist();
            assertThat(data.secretKey()).isNotEqualTo(key);
            assertThat(stranger).exists();
        }
    }
}
