package io.tableorder.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.embedded.AotCache;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedServiceTest {
    @TempDir
    private Path directory;

    @Test
    void its_jar_finds_the_services_own_files_and_those_of_its_libraries() throws Exception {
        var service = UnpackedService.of(executable("one"), directory.resolve("unpacked"));

        assertThat(service.mainClass()).isEqualTo("some.Application");
        assertThat(read(service, "own.txt")).isEqualTo("one");
        assertThat(read(service, "library.txt")).isEqualTo("from the library");
    }

    @Test
    void another_build_replaces_what_was_unpacked_and_the_same_build_does_not() throws Exception {
        Path unpacked = directory.resolve("unpacked");
        var first = UnpackedService.of(executable("one"), unpacked);
        var written = Files.getLastModifiedTime(first.jar());

        var same = UnpackedService.of(executable("one"), unpacked);
        assertThat(Files.getLastModifiedTime(same.jar())).isEqualTo(written);

        var other = UnpackedService.of(executable("two"), unpacked);
        assertThat(read(other, "own.txt")).isEqualTo("two");
    }

    @Test
    void what_was_recorded_of_a_build_goes_with_it() throws Exception {
        Path unpacked = directory.resolve("unpacked");
        AotCache cache = UnpackedService.of(executable("one"), unpacked).aotCache(directory);
        Files.createFile(cache.file());

        assertThat(UnpackedService.of(executable("one"), unpacked)
                        .aotCache(directory)
                        .file())
                .exists();
        assertThat(UnpackedService.of(executable("two"), unpacked)
                        .aotCache(directory)
                        .file())
                .doesNotExist();
    }

    @Test
    void a_jar_without_the_tools_is_refused_with_how_to_build_it() throws Exception {
        Path jar = directory.resolve("broken.jar");
        ExecutableJar.writePlain(jar, "own.txt", "one");

        assertThatThrownBy(() -> UnpackedService.of(jar, directory.resolve("unpacked")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("The tools in " + jar + " could not take it apart: ")
                .hasMessageEndingWith("\nBuild it again with ./mvnw clean package");
    }

    private static String read(UnpackedService service, String name) throws Exception {
        try (var loader = new URLClassLoader(
                        new java.net.URL[] {service.jar().toUri().toURL()}, null);
                var content = loader.getResourceAsStream(name)) {
            assertThat(content).isNotNull();
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path executable(String text) throws Exception {
        Path library = directory.resolve("library.jar");
        ExecutableJar.writePlain(library, "library.txt", "from the library");
        Path jar = directory.resolve("service.jar");
        ExecutableJar.write(jar, text, library);
        return jar;
    }
}
