package io.tableorder.operability.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Compose starts is bounded, and nothing secret in it is published. */
class ComposeTest {

    private static final Path HOME = Path.of("..", "..");
    private static final Path COMPOSE = HOME.resolve("docker-compose.yml");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Path SASL = HOME.resolve("ops/compose/sasl.yml");

    /** What stands behind a variable's {@code :-} is known to whoever reads the file. */
    private static final Pattern PUBLISHED = Pattern.compile("\\$\\{[A-Z_]*(PASSWORD|SECRET|KEY)[A-Z_]*:?-[^}]+}");

    private static final Set<String> SECRETS = Set.of(
            "secret-key",
            "forward-key",
            "ticket-key",
            "postgres-password",
            "database-password",
            "database-url",
            "grafana-password",
            "kafka-broker-password",
            "kafka-client-password",
            "kafka-known-client-password");

    @TempDir
    private Path directory;

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(file)));
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private Map<String, String> secrets(Map<String, String> given) throws Exception {
        Map<String, String> environment = volumes(given);
        Ended made = run(environment, makeSecrets());
        assertThat(made.exitCode()).as(made.output()).isZero();
        Map<String, String> secrets = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                secrets.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return secrets;
    }

    /** With what Compose leaves root of its rights: a later start failed by it, on volumes that belong to others by then. */
    private static String[] makeSecrets() throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot() && Files.isExecutable(SETPRIV)) {
            String left = read(COMPOSE)
                    .at("/services/secrets/cap_add")
                    .valueStream()
                    .map(right -> ",+" + right.asString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining());
            command.addAll(List.of(SETPRIV.toString(), "--bounding-set=-all" + left));
        }
        command.addAll(List.of("bash", HOME.resolve("ops/compose/make-secrets").toString(), "once"));
        return command.toArray(String[]::new);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A volume each, as Compose mounts them. */
    private Map<String, String> volumes(Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        for (String volume : List.of("secrets", "signing", "streams", "token-keys")) {
            Path path = Files.createDirectories(directory.resolve(volume));
            environment.put(volume.toUpperCase(Locale.ROOT).replace('-', '_'), path.toString());
        }
        return environment;
    }

    @Test
    void no_secret_has_a_published_default() throws IOException {
        assertThat(Files.readString(COMPOSE)).doesNotContainPattern(PUBLISHED);
        read(COMPOSE)
                .path("services")
                .propertyStream()
                .forEach(service -> service.getValue()
                        .path("environment")
                        .propertyStream()
                        .filter(variable -> variable.getKey().matches(".*(PASSWORD|SECRET_KEY)|DATABASE_URL"))
                        .forEach(variable -> assertThat(variable.getValue().asString())
                                .as(service.getKey() + " " + variable.getKey())
                                .matches("\\$\\{[A-Z_]+-}")));
    }

    @Test
    void secrets_are_made_once_each_for_one_reader() throws Exception {
        Map<String, String> first = secrets(Map.of());
        Map<String, String> again = secrets(Map.of());

        assertThat(first.keySet()).containsAll(SECRETS).contains("complete");
        assertThat(again).isEqualTo(first);
        assertThat(first.get("secret-key")).matches("[0-9a-f]{64}");
        assertThat(first.get("database-url"))
                .isEqualTo("postgresql://tableorder:" + first.get("database-password") + "@postgres:5432/tableorder");
        assertThat(first.get("postgres-password")).isNotEqualTo(first.get("database-password"));
        assertThat(first.get("ticket-key")).isNotEqualTo(first.get("secret-key"));
        for (Path secret : made()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .as(secret.toString())
                    .isEqualTo("r--------");
        }
    }

    private List<Path> made() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> SECRETS.contains(file.getFileName().toString()))
                    .toList();
        }
    }

    @Test
    void the_key_of_an_earlier_version_goes_to_those_who_need_it() throws Exception {
        Map<String, String> volumes = volumes(Map.of());
        Path former = Files.writeString(Path.of(volumes.get("SECRETS"), "secret-key"), "of-before");

        assertThat(secrets(Map.of())).containsEntry("secret-key", "of-before");
        assertThat(former).doesNotExist();
        assertThat(Path.of(volumes.get("SIGNING"), "secret-key")).hasContent("of-before");
    }

    @Test
    void what_makes_tokens_is_mounted_by_order_api_and_the_operators_commands_alone() throws IOException {
        JsonNode services = read(COMPOSE).path("services");

        for (String service : List.of("order-projector", "sse-notifier", "postgres", "kafka", "grafana")) {
            JsonNode container = services.path(service);
            assertThat(container.path("volumes").toString()).as(service).doesNotContain("signing");
            assertThat(container.path("environment").has("SECRET_KEY_FILE"))
                    .as(service)
                    .isFalse();
        }
        assertThat(services.at("/order-api/environment/TOKEN_SIGNING_KEYS_FILE").asString())
                .startsWith("/signing/");
        assertThat(services.at("/sse-notifier/volumes").toString()).doesNotContain("\"secrets:");
    }

    @Test
    void a_secret_of_ones_own_is_taken_and_one_that_breaks_the_url_is_refused() throws Exception {
        secrets(Map.of());

        Map<String, String> given = secrets(Map.of("SECRET_KEY", "mine", "POSTGRES_PASSWORD", "theirs"));

        assertThat(given).containsEntry("secret-key", "mine");
        assertThat(given.get("database-url")).contains(":theirs@");
        Ended refused = run(volumes(Map.of("POSTGRES_PASSWORD", "a@b")), makeSecrets());
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("POSTGRES_PASSWORD takes");
    }

    @Test
    void a_container_has_bounds_and_gains_no_privileges() throws IOException {
        read(COMPOSE).path("services").propertyStream().forEach(service -> {
            String name = service.getKey();
            JsonNode container = service.getValue();
            for (String bound : List.of("mem_limit", "pids_limit", "cpus")) {
                assertThat(container.has(bound)).as(name + " " + bound).isTrue();
            }
            assertThat(container.path("security_opt").toString()).as(name).contains("no-new-privileges:true");
            // Kafka's image writes its own configuration beside its libraries.
            assertThat(container.path("read_only").asBoolean() || name.startsWith("kafka"))
                    .as(name + " read_only")
                    .isTrue();
        });
    }

    @Test
    void the_services_are_no_superuser_and_sse_notifier_has_no_database() throws IOException {
        JsonNode services = read(COMPOSE).path("services");

        assertThat(services.at("/postgres/environment/POSTGRES_USER").asString())
                .isEqualTo("postgres");
        assertThat(Files.readString(HOME.resolve("ops/compose/roles.sh"))).contains("NOSUPERUSER");
        assertThat(services.at("/order-api/environment/DATABASE_URL_FILE").asString())
                .isEqualTo("/secrets/database-url");
        assertThat(services.at("/sse-notifier/environment/DATABASE_URL_FILE").isNull())
                .isTrue();
    }

    @Test
    void with_sasl_every_client_has_a_login_and_no_listener_is_open() throws IOException {
        JsonNode services = read(SASL).path("services");

        for (String client : List.of("order-api", "order-projector", "sse-notifier", "orders")) {
            JsonNode environment = services.path(client).path("environment");
            assertThat(EnvExample.names())
                    .containsAll(environment.propertyNames().stream()
                            .map(name -> name.replaceFirst("_FILE$", ""))
                            .toList());
            assertThat(environment.path("KAFKA_SECURITY_PROTOCOL").asString()).isEqualTo("SASL_PLAINTEXT");
        }
        for (String broker : List.of("kafka", "kafka-2", "kafka-3")) {
            assertThat(services.path(broker)
                            .path("environment")
                            .path("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP")
                            .asString())
                    .doesNotContain(":PLAINTEXT");
        }
    }

    /** Registries are not asked here: what stands for Docker gives every image the same digest. */
    @Test
    void every_image_of_others_can_be_pinned_by_its_digest_and_again() throws Exception {
        Files.createDirectories(directory.resolve("bin"));
        Path docker = Files.writeString(
                directory.resolve("bin/docker"), "#!/bin/sh\nprintf 'sha256:%064d\\n' \"$(cat $PIN_ROOT/digest)\"\n");
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        for (String file : List.of("Dockerfile", "docker-compose.yml")) {
            Files.copy(HOME.resolve(file), directory.resolve(file));
        }
        Map<String, String> environment = Map.of(
                "PIN_ROOT", directory.toString(), "PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));

        for (int digest : List.of(1, 2)) {
            Files.writeString(directory.resolve("digest"), String.valueOf(digest));
            Ended pinned =
                    run(environment, "bash", HOME.resolve(".ci/pin-images").toString());
            assertThat(pinned.exitCode()).as(pinned.output()).isZero();
            String expected = "@sha256:" + "0".repeat(63) + digest;
            assertThat(Files.readAllLines(directory.resolve("Dockerfile")).stream()
                            .filter(line -> line.matches("FROM [^ ]+:.*")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(expected).containsOnlyOnce("@"));
            assertThat(Files.readAllLines(directory.resolve("docker-compose.yml")).stream()
                            .filter(line -> line.strip().startsWith("image: ") && !line.contains("$")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).endsWith(expected).containsOnlyOnce("@"));
        }
        new Yaml().load(Files.readString(directory.resolve("docker-compose.yml")));
    }
}
