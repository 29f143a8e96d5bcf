package io.tableorder.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * This says where the processes of a test class write what they have to say: kept below {@code target/logs} until the
 * next run, and the end of each shown when a test fails. Register it as a static extension.
 */
public final class ProcessLogLines implements BeforeAllCallback, TestWatcher {

    private static final int LINES_SHOWN = 60;

    private Path directory = Path.of("target", "logs");

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Files.createDirectories(
                        directory.resolve(context.getRequiredTestClass().getSimpleName()))
                .toAbsolutePath();
        for (Path old : logs()) {
            Files.delete(old);
        }
    }

    public Path of(String process) {
        return directory.resolve(process + ".log");
    }

    /** Returns whether a service has written a JSON line of this level whose message contains the words. */
    public boolean has(String process, String level, String words) {
        return lines(of(process), Integer.MAX_VALUE).stream()
                .anyMatch(line -> line.contains("\"level\":\"" + level + "\"") && line.contains(words));
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        for (Path log : logs()) {
            System.out.println("The end of " + log + ":");
            lines(log, LINES_SHOWN).forEach(System.out::println);
        }
    }

    private List<Path> logs() {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path log, int last) {
        try {
            List<String> all = Files.readAllLines(log);
            return all.subList(Math.max(0, all.size() - last), all.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
