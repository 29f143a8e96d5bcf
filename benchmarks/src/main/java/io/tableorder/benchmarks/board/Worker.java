package io.tableorder.benchmarks.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of this benchmark: told what to do by a line, and answering by a line. It ends with its input. */
final class Worker implements AutoCloseable {

    private static final Path ERRORS = Path.of("target", "board-workers.log");

    private final Process process;
    private final PrintWriter to;
    private final BufferedReader from;

    private Worker(Process process) {
        this.process = process;
        this.to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.from = process.inputReader(StandardCharsets.UTF_8);
    }

    static Worker start(Class<?> main, List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-Dlogback.configurationFile=quiet-logback.xml", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new Worker(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(ERRORS.toFile()))
                .start());
    }

    void tell(String line) {
        to.println(line);
    }

    String hear() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new IOException("A process has ended too soon, see benchmarks/" + ERRORS);
        }
        return line;
    }

    String ask(String line) throws IOException {
        tell(line);
        return hear();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
