package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.writer.CommandGateway;
import io.tableorder.embedded.EmbeddedDatabase;
import io.tableorder.event.Role;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.security.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** order-api without its write path, on a real PostgreSQL and a real port. */
final class QueryApi implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = "io.tableorder.api",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = {
                                "io\\.tableorder\\.api\\.writer\\..*",
                                "io\\.tableorder\\.api\\.routing\\..*",
                                "io\\.tableorder\\.api\\.fixture\\..*",
                                "io\\.tableorder\\.api\\.OrderApiApplication"
                            }))
    static class WithoutWriter {
        @Bean
        AccessEnds accessEnds(Clock clock) {
            return AccessEnds.withoutTopic(clock);
        }

        @Bean
        @Primary
        JournalAsLog journalAsLog(DataSource database) {
            return new JournalAsLog(database);
        }

        @Bean
        CommandGateway commandGateway() {
            return _ -> {
                throw new UnsupportedOperationException("Queries write nothing");
            };
        }
    }

    record Answer(HttpResponse<String> response) {
        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** A JSON pointer's text. */
        String text(String pointer) {
            return json().at(pointer).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer expect(int status) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return this;
        }
    }

    private final EmbeddedDatabase database = EmbeddedDatabase.startTemporary();
    private final ConfigurableApplicationContext context;
    private final ReadModelWriter writer;

    QueryApi() {
        context = new SpringApplicationBuilder(WithoutWriter.class)
                .run(
                        "--server.port=0",
                        "--SECRET_KEY=a-key-for-tests-of-more-than-32-bytes",
                        "--DATABASE_URL=" + database.jdbcUrl(),
                        "--KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1",
                        "--LOG_LEVEL=WARNING");
        writer = new ReadModelWriter(context.getBean(DataSource.class));
    }

    ReadModelWriter writer() {
        return writer;
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    JournalAsLog log() {
        return context.getBean(JournalAsLog.class);
    }

    EmbeddedDatabase database() {
        return database;
    }

    String token(Role role, String chainId, @Nullable String storeId, @Nullable String tableId) {
        return context.getBean(TokenIssuer.class)
                .issue(tableId == null ? role.wireName() + "-1" : tableId, role, chainId, storeId, tableId)
                .value();
    }

    Answer get(String token, String path, String... headers) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(RunningApi.documented(HTTP.send(request.build(), BodyHandlers.ofString()), null));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
