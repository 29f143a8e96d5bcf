package io.tableorder.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts something, says so in a line, and is killed (kill -9) before it can clear up. */
final class KilledOwner {
    private KilledOwner() {}

    /** @return the line */
    static String run(Class<?> program, Path directory) throws IOException, InterruptedException {
        return run(program, directory, () -> {});
    }

    /** @param meanwhile runs between the line and the kill */
    static String run(Class<?> program, Path directory, Runnable meanwhile) throws IOException, InterruptedException {
        var owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = owner.inputReader()) {
            String line = output.readLine();
            meanwhile.run();
            return line;
        } finally {
            owner.destroyForcibly().waitFor();
        }
    }
}
