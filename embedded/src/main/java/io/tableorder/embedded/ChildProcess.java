package io.tableorder.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java program in a process of its own that can be dealt with as machines deal with processes: killed, stopped in
 * order, frozen and thawed. It ends when this process does, however this one ends.
 */
public final class ChildProcess implements AutoCloseable {
    /** This is longer than a broker or service grants what it has under way. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private static final int LOG_TAIL_LINES = 20;

    private final Program program;
    private final Process process;

    /**
     * A program says what to run.
     *
     * @param environment added to this process's own
     * @param log takes its output; appended to
     * @param tether what has {@link Tether}, before the class path
     * @param niceness how far it stands back for other processes, from 0 to 19
     */
    public record Program(
            String mainClass,
            List<String> arguments,
            String classPath,
            List<String> jvmOptions,
            Map<String, String> environment,
            Path log,
            Path tether,
            int niceness) {
        public Program {
            arguments = List.copyOf(arguments);
            jvmOptions = List.copyOf(jvmOptions);
            environment = Map.copyOf(environment);
        }

        public Program(
                String mainClass,
                List<String> arguments,
                String classPath,
                List<String> jvmOptions,
                Map<String, String> environment,
                Path log) {
            this(mainClass, arguments, classPath, jvmOptions, environment, log, homeOf(Tether.class), 0);
        }

        private List<String> command() {
            List<String> command = new ArrayList<>();
            if (niceness > 0) {
                command.addAll(List.of("nice", "-n", String.valueOf(niceness)));
            }
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmOptions);
            command.add("-cp");
            command.add(tether + File.pathSeparator + classPath);
            command.add(Tether.class.getName());
            command.add(mainClass);
            command.addAll(arguments);
            return command;
        }

        private static Path homeOf(Class<?> type) {
            try {
                return Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private ChildProcess(Program program, Process process) {
        this.program = program;
        this.process = process;
    }

    public static ChildProcess start(Program program) {
        var builder = new ProcessBuilder(program.command()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
        builder.environment().putAll(program.environment());
        try {
            return new ChildProcess(program, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + program.mainClass(), e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends SIGKILL. Returns when the process is gone; nothing happens if it is. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(STOP_LIMIT);
    }

    /**
     * Sends SIGTERM. Returns when the process has ended; a paused one would not hear it.
     *
     * @throws IllegalStateException when it does not end within 30 s; it is killed then
     */
    public void stop() {
        // Not Process.destroy(), which also closes the pipe that the tether watches.
        process.toHandle().destroy();
        if (!awaitEnd(STOP_LIMIT)) {
            kill();
            throw new IllegalStateException(program.mainClass() + " did not stop within " + STOP_LIMIT.toSeconds()
                    + " s. The end of its log:\n" + logTail());
        }
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** SIGSTOP: the process does nothing more, but its connections stay open. */
    public void pause() {
        send(Signal.STOP);
    }

    /** SIGCONT: the process goes on as if no time had passed. */
    public void resume() {
        send(Signal.CONT);
    }

    private void send(Signal signal) {
        if (!signal.sendTo(process.toHandle())) {
            throw new IllegalStateException(
                    program.mainClass() + " had ended by itself. The end of its log:\n" + logTail());
        }
    }

    /** Returns the last lines the program wrote, for a message about its failure. */
    public String logTail() {
        try {
            List<String> lines = Files.readAllLines(program.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e.getMessage() + ")";
        }
    }

    /** Kills the process, as {@link #kill} does. */
    @Override
    public void close() {
        kill();
    }
}
