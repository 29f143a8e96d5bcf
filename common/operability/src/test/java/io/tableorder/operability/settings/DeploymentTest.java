package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is deployed agrees with what the services take and answer. */
class DeploymentTest {

    private static final Path KUBERNETES = Path.of("..", "..", "ops", "kubernetes");

    private static final Path SETTINGS = KUBERNETES.resolve("settings.env");

    /** Not settings of the services, but of what runs them. */
    private static final Set<String> FOREIGN = Set.of("SPRING_PROFILES_ACTIVE", "POD_IP", "JAVA_OPTIONS");

    private static final List<String> SECRETS_IN_FILES =
            List.of("SECRET_KEY", "FORWARD_KEY", "TICKET_KEY", "DATABASE_URL", "KAFKA_SECURITY_PASSWORD");

    /** Beyond the drain: preStop's 5 s, and Spring's limit for requests under way. */
    private static final int SECONDS_FOR_REQUESTS = 30;

    @ParameterizedTest
    @CsvSource({"order-api, 8080", "order-projector, 8081", "sse-notifier, 8082"})
    void a_pod_is_probed_as_the_design_says(String service, int port) throws Exception {
        JsonNode container = container(service);

        assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(port);
        assertThat(container.at("/ports/1/containerPort").asInt()).isEqualTo(port + 1_000);
        assertProbe(container.path("startupProbe"), "/health", 10);
        assertProbe(container.path("readinessProbe"), "/health/ready", 5);
        assertProbe(container.path("livenessProbe"), "/health/live", 10);
    }

    private static void assertProbe(JsonNode probe, String path, int period) {
        assertThat(probe.at("/httpGet/path").asString()).isEqualTo(path);
        assertThat(probe.at("/httpGet/port").asString()).isEqualTo("http");
        assertThat(probe.path("periodSeconds").asInt()).isEqualTo(period);
        // A probe answers within a second.
        assertThat(probe.path("timeoutSeconds").asInt()).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"order-api", "order-projector", "sse-notifier"})
    void a_pod_has_the_time_to_end_in_order_and_the_others_to_go_on(String service) throws Exception {
        JsonNode pod = document(service, "Deployment").at("/spec/template/spec");
        int drain = Integer.parseInt(DeployedSettings.variables(SETTINGS).get("SSE_DRAIN_SECONDS"));
        int preStop = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();

        assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(preStop + drain + SECONDS_FOR_REQUESTS);
        assertThat(document(service, "Deployment").at("/spec/replicas").asInt()).isGreaterThan(1);
        JsonNode budget = document(service, "PodDisruptionBudget").path("spec");
        assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
        assertThat(budget.at("/selector/matchLabels/app").asString()).isEqualTo(service);
        assertThat(document(service, "Service").at("/spec/selector/app").asString())
                .isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({"order-api", "order-projector", "sse-notifier", "orders"})
    void a_pod_may_do_nothing_but_serve(String service) throws Exception {
        JsonNode pod = document(service, "Deployment").at("/spec/template/spec");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container(service)
                        .at("/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(container(service)
                        .at("/securityContext/allowPrivilegeEscalation")
                        .asBoolean(true))
                .isFalse();
        assertThat(container(service).at("/resources/limits/memory").asString()).isNotEmpty();
    }

    @Test
    void operators_commands_have_a_pod_with_the_services_settings() throws Exception {
        JsonNode orders = container("orders");

        assertThat(orders.path("envFrom"))
                .isEqualTo(container("order-projector").path("envFrom"));
        assertThat(strings(orders.path("command"))).containsExactly("sleep", "infinity");
        assertThat(orders.path("livenessProbe").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "order-api, 'kafka,signing,forwarding,database'",
        "order-projector, 'kafka,keys,database'",
        "sse-notifier, 'kafka,keys'",
        "orders, 'kafka,forwarding,database'"
    })
    void a_pod_has_the_secrets_it_needs_as_files_and_no_others(String service, String secrets) throws Exception {
        JsonNode pod = document(service, "Deployment").at("/spec/template/spec");
        List<String> mounted = pod.path("volumes")
                .valueStream()
                .filter(volume -> volume.has("secret"))
                .map(volume -> volume.path("name").asString())
                .toList();

        assertThat(mounted).containsExactlyInAnyOrder(secrets.split(","));
        assertThat(container(service).path("envFrom").toString()).doesNotContain("secretRef");
        container(service)
                .path("env")
                .valueStream()
                .filter(variable -> variable.path("value").asString("").startsWith("/secrets/"))
                .forEach(variable -> assertThat(mounted)
                        .contains(variable.path("value").asString().split("/")[2]));
    }

    @Test
    void only_what_is_for_everybody_is_reached_from_outside() throws Exception {
        JsonNode ingress = documents(KUBERNETES.resolve("ingress.yaml")).getFirst();
        List<JsonNode> paths =
                ingress.at("/spec/rules/0/http/paths").valueStream().toList();

        assertThat(paths).isNotEmpty().allSatisfy(path -> {
            assertThat(path.at("/backend/service/port/name").asString()).isEqualTo("http");
            assertThat("/internal/commands /actuator/prometheus /v3/api-docs /swagger-ui.html /metrics".split(" "))
                    .noneMatch(inside -> inside.startsWith(path.path("path").asString()));
        });
        assertThat(ingress.at("/spec/tls/0/hosts/0")).isEqualTo(ingress.at("/spec/rules/0/host"));
        assertThat(DeployedSettings.variables(SETTINGS).get("CORS_ORIGINS"))
                .isEqualTo("https://" + ingress.at("/spec/rules/0/host").asString());
    }

    @Test
    void the_internal_port_is_for_the_platforms_own_programs() throws Exception {
        JsonNode orderApi = container("order-api");
        assertThat(orderApi.at("/ports/2/name").asString()).isEqualTo("internal");
        assertThat(orderApi.at("/ports/2/containerPort").asInt()).isEqualTo(10_080);
        assertThat(orderApi.path("env").valueStream().map(JsonNode::toString))
                .contains("{\"name\":\"INTERNAL_PORT\",\"value\":\"10080\"}")
                .contains("{\"name\":\"ADVERTISED_URL\",\"value\":\"http://$(POD_IP):10080\"}");
        assertThat(document("order-api", "Service").at("/spec/ports").toString())
                .doesNotContain("internal");
        assertThat(documents(KUBERNETES.resolve("network.yaml")).stream()
                        .flatMap(policy -> policy.at("/spec/ingress").valueStream())
                        .filter(rule -> rule.path("ports").toString().contains("internal"))
                        .map(rule -> strings(rule.at("/from/0/podSelector/matchExpressions/0/values"))))
                .containsExactly(List.of("order-api", "order-projector", "orders"));

        JsonNode composed = composed("order-api");
        assertThat(composed.at("/environment/INTERNAL_PORT").asInt()).isEqualTo(10_080);
        assertThat(composed.path("ports").toString()).doesNotContain("10080");
    }

    @Test
    void a_pod_is_reached_by_nobody_whom_no_policy_names() throws Exception {
        JsonNode first = documents(KUBERNETES.resolve("network.yaml")).getFirst();

        assertThat(first.at("/spec/podSelector").isEmpty()).isTrue();
        assertThat(strings(first.at("/spec/policyTypes"))).containsExactly("Ingress");
        assertThat(first.at("/spec/ingress").isMissingNode()).isTrue();
        assertThat(documents(KUBERNETES.resolve("namespace.yaml"))
                        .getFirst()
                        .at("/metadata/labels")
                        .toString())
                .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
    }

    @Test
    void operators_commands_run_in_the_network_of_Compose_and_only_when_asked_for() throws Exception {
        JsonNode orders = composed("orders");

        assertThat(orders.at("/build/target").asString()).isEqualTo("orders");
        assertThat(strings(orders.path("profiles"))).containsExactly("orders");
        assertThat(orders.path("restart").asString()).isEqualTo("no");
        assertThat(orders.path("ports").isMissingNode()).isTrue();
        for (String setting : List.of("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL_FILE")) {
            assertThat(orders.path("environment").path(setting))
                    .isEqualTo(composed("order-projector").path("environment").path(setting));
        }
    }

    @ParameterizedTest
    @CsvSource({"order-api", "order-projector", "sse-notifier", "orders"})
    void an_image_can_be_had_without_a_clone(String service) throws Exception {
        String kubernetes = container(service).path("image").asString();

        assertThat(composed(service).path("image").asString()).isEqualTo("${IMAGE_REGISTRY:-localhost}/" + kubernetes);
    }

    @Test
    void every_manifest_is_applied() throws Exception {
        List<String> resources = strings(
                documents(KUBERNETES.resolve("kustomization.yaml")).getFirst().path("resources"));
        try (Stream<Path> files = Files.list(KUBERNETES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(Stream.of("kustomization.yaml"), resources.stream())
                                    .toList());
        }
    }

    @Test
    void the_settings_of_Kubernetes_and_Compose_are_settings_and_sound() throws Exception {
        Set<String> set = new TreeSet<>(DeployedSettings.variables(SETTINGS).keySet());
        for (String service : List.of("order-api", "order-projector", "sse-notifier")) {
            container(service)
                    .path("env")
                    .forEach(one -> set.add(one.path("name").asString()));
            set.addAll(composed(service).path("environment").propertyNames());
        }
        set.removeAll(FOREIGN);
        List<String> inFiles =
                SECRETS_IN_FILES.stream().map(secret -> secret + "_FILE").toList();
        assertThat(set).containsAll(inFiles);
        set.removeAll(inFiles);

        assertThat(EnvExample.names()).containsAll(set);
        assertThat(DeployedSettings.read(SETTINGS).app().debug()).isFalse();
    }

    /** A service of Compose, with what its anchors bring merged in. */
    private static JsonNode composed(String service) throws IOException {
        return documents(Path.of("..", "..", "docker-compose.yml"))
                .getFirst()
                .path("services")
                .path(service);
    }

    private static JsonNode container(String service) throws IOException {
        return document(service, "Deployment").at("/spec/template/spec/containers/0");
    }

    private static JsonNode document(String service, String kind) throws IOException {
        return documents(KUBERNETES.resolve(service + ".yaml")).stream()
                .filter(document -> document.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        return StreamSupport.stream(new Yaml().loadAll(Files.readString(file)).spliterator(), false)
                .map(JsonMapper.shared()::<JsonNode>valueToTree)
                .toList();
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
