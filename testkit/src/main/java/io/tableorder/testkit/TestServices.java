package io.tableorder.testkit;

import io.tableorder.embedded.Broker;
import io.tableorder.embedded.Database;
import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;

/**
 * Tests get their broker and their database from here; the environment variable {@value #VARIABLE} says of which kind.
 */
public enum TestServices {
    /** Embedded services run in this process and in child processes of it. */
    EMBEDDED {
        @Override
        public Broker startBroker() {
            return EmbeddedKafka.startTemporary();
        }

        @Override
        public Database startDatabase() {
            return EmbeddedDatabase.startTemporary();
        }
    },
    /** Containers run the images that docker-compose.yml names, by Testcontainers. */
    CONTAINERS {
        @Override
        public Broker startBroker() {
            return ContainerBroker.startTemporary();
        }

        @Override
        public Database startDatabase() {
            return ContainerDatabase.startTemporary();
        }
    };

    private static final String VARIABLE = "TEST_SERVICES";

    /** An engine is asked for only where one may be: looking for one costs a test a second. */
    private static final Path ENGINE_SOCKET = Path.of("/var/run/docker.sock");

    /** Returns when it takes clients. Its data is gone with {@link Broker#close()}. */
    public abstract Broker startBroker();

    /** Returns when it takes clients. Its data is gone with {@link Database#close()}; it trades durability for speed. */
    public abstract Database startDatabase();

    /** Returns the kind that this run was told to use, or the kind that is available. */
    private static TestServices chosen() {
        return Choice.MADE;
    }

    /** Starts one of the kind that this run uses. */
    public static Broker broker() {
        return chosen().startBroker();
    }

    /** Starts one of the kind that this run uses. */
    public static Database database() {
        return chosen().startDatabase();
    }

    /** Creates an empty database on a server of that kind, which lives as long as this process. */
    public static EmptyDatabase emptyDatabase() {
        return EmptyDatabase.on(Shared.SERVER);
    }

    /** Returns whether containers can be started here and are not ruled out. */
    static boolean containersMayBeUsed() {
        return chosen() == CONTAINERS;
    }

    private static final class Shared {

        static final Database SERVER = database();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    private static final class Choice {

        static final TestServices MADE = made(System.getenv().getOrDefault(VARIABLE, "auto"));

        private static TestServices made(String said) {
            if (said.equals("auto")) {
                return engineAnswers() ? CONTAINERS : EMBEDDED;
            }
            return Arrays.stream(values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(said))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s is '%s': expected auto, embedded or containers".formatted(VARIABLE, said)));
        }

        private static boolean engineAnswers() {
            boolean maybe = System.getenv("DOCKER_HOST") != null || Files.exists(ENGINE_SOCKET);
            return maybe && DockerClientFactory.instance().isDockerAvailable();
        }
    }
}
