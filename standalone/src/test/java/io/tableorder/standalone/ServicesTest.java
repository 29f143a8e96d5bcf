package io.tableorder.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {
    private static final List<String> SERVICES = List.of("order-api", "order-projector", "sse-notifier");

    @TempDir
    private Path home;

    private DataDirectory data;

    @BeforeEach
    void build() throws Exception {
        data = DataDirectory.open(home.resolve("data"));
        build("one");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void services_begin_from_what_a_rehearsal_of_the_same_build_recorded() throws Exception {
        rehearse();

        assertThat(specs(Services.Caching.USE))
                .allSatisfy(spec -> assertThat(spec.jvmOptions())
                        .contains("-XX:AOTCache="
                                + home.resolve("standalone/target/services/" + spec.name() + "/aot-cache")));
    }

    @Test
    void another_build_begins_without() throws Exception {
        rehearse();

        build("two");

        assertThat(specs(Services.Caching.USE))
                .allSatisfy(spec -> assertThat(spec.jvmOptions()).noneMatch(option -> option.startsWith("-XX:AOT")));
    }

    @Test
    void another_tether_begins_without_too() throws Exception {
        rehearse();
        Path tether = home.resolve("standalone/target/tether.jar");

        Files.setLastModifiedTime(tether, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(specs(Services.Caching.USE))
                .allSatisfy(spec -> assertThat(spec.jvmOptions()).noneMatch(option -> option.startsWith("-XX:AOT")));
    }

    @Test
    void the_users_options_have_the_last_word() throws Exception {
        rehearse();

        assertThat(specs(Services.Caching.USE))
                .allSatisfy(spec -> assertThat(spec.jvmOptions().getLast()).isEqualTo("-Duser=option"));
    }

    /** The recording is the JVM's; here a file stands for it. */
    private void rehearse() throws Exception {
        for (ServiceSpec spec : specs(Services.Caching.RECORD)) {
            String output = "-XX:AOTCacheOutput=";
            String option = spec.jvmOptions().stream()
                    .filter(each -> each.startsWith(output))
                    .findFirst()
                    .orElseThrow();
            Files.createFile(Path.of(option.substring(output.length())));
        }
        Services.keepRecorded(home);
    }

    private List<ServiceSpec> specs(Services.Caching caching) throws Exception {
        return Services.specs(home, data, Ports.of(Map.of(), 0), Map.of(), List.of("-Duser=option"), caching);
    }

    private void build(String content) throws Exception {
        for (String service : SERVICES) {
            Path target = Files.createDirectories(home.resolve(service).resolve("target"));
            ExecutableJar.write(target.resolve(service + ".jar"), content);
        }
    }
}
