package io.tableorder.benchmarks.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A crowd as a process, told by lines what to do: {@code connect SCREENS} answers the milliseconds it took, {@code run
 * MILLIS} what was seen in that time, {@code return MILLIS} has screens come back when they are cut off and answers the
 * connects of each second. Between two lines nothing is read, so they must follow each other.
 */
final class CrowdProcess {

    private CrowdProcess() {}

    /** Starts the crowd that this process's {@code -Ddeaf} and {@code -Dtrickle} ask for. Returns when it is ready. */
    static Worker start(int port, int screensPerStore, String request) throws IOException {
        Worker crowd = Worker.start(
                CrowdProcess.class,
                List.of("-Xmx512m"),
                String.valueOf(port),
                String.valueOf(screensPerStore),
                String.valueOf(Integer.getInteger("deaf", 0)),
                String.valueOf(Integer.getInteger("trickle", 0)),
                Base64.getEncoder().encodeToString(request.getBytes(StandardCharsets.US_ASCII)));
        String _ = crowd.hear();
        return crowd;
    }

    /** Port, screens a store, percent deaf, percent that trickle, and the request in Base64. */
    public static void main(String[] args) throws Exception {
        Crowd.Plan plan = new Crowd.Plan(
                Integer.parseInt(args[0]),
                new String(Base64.getDecoder().decode(args[4]), StandardCharsets.US_ASCII),
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]));
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Crowd crowd = new Crowd(plan)) {
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case "connect" ->
                        System.out.println(
                                crowd.connectUpTo(Integer.parseInt(words[1])).toMillis());
                    case "return" -> System.out.println(crowd.comeBack(Duration.ofMillis(Long.parseLong(words[1]))));
                    case "run" -> System.out.println(text(crowd.run(Duration.ofMillis(Long.parseLong(words[1])))));
                    default -> throw new IllegalArgumentException(line);
                }
            }
        }
    }

    private static String text(Crowd.Measured measured) {
        Histogram nanos = measured.nanos();
        return "%d %d %d %d %d %d %d"
                .formatted(
                        nanos.getTotalCount(),
                        nanos.getValueAtPercentile(50),
                        nanos.getValueAtPercentile(99),
                        nanos.getMaxValue(),
                        measured.open(),
                        measured.ended(),
                        measured.refused());
    }
}
