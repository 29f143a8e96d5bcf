package io.tableorder.operability;

import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.health.ReadinessCheck;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The smallest service there can be: a few paths, each failing or answering in its own way. */
@Configuration
@EnableAutoConfiguration
@Import(TinyService.Paths.class)
public class TinyService {

    public static final String SECRET_KEY = "a-key-for-tests-of-more-than-32-bytes";

    static final AtomicBoolean kafkaAway = new AtomicBoolean();

    public record Line(String menuId, int quantity) {}

    public record Order(List<Line> items) {}

    @Bean
    AccessPolicy access() {
        return rules -> rules.open(HttpMethod.POST, "/login")
                .open(HttpMethod.GET, "/noop", "/fail/{how}", "/unruly", "/slow")
                .allow(HttpMethod.GET, "/whoami", Role.TABLE, Role.STAFF, Role.STORE_ADMIN, Role.CHAIN_ADMIN)
                .allow(HttpMethod.GET, "/board", Role.STAFF, Role.CHAIN_ADMIN)
                .allow(HttpMethod.GET, "/stream", Role.STAFF)
                .allow("/orders/**", Role.TABLE);
    }

    @Bean
    ReadinessCheck kafka() {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "kafka";
            }

            @Override
            public void check() {
                if (kafkaAway.get()) {
                    throw new IllegalStateException("no broker answers");
                }
            }
        };
    }

    /** A filter that fails, where no controller advice can see it. */
    @Bean
    FilterRegistrationBean<Filter> unruly() {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((_, _, _) -> {
            throw new IllegalStateException("a filter's own fault");
        });
        filter.addUrlPatterns("/unruly");
        return filter;
    }

    @RestController
    static class Paths {

        @PostMapping("/login")
        Map<String, String> login() {
            return Map.of("access_token", "none");
        }

        @GetMapping("/noop")
        Map<String, String> noop() {
            return Map.of("status", "ok");
        }

        /** As if its database were slow. */
        @GetMapping("/slow")
        Map<String, String> slow() throws InterruptedException {
            Thread.sleep(1_050);
            return noop();
        }

        @GetMapping("/whoami")
        Caller whoami(Caller caller) {
            return caller;
        }

        @GetMapping("/board")
        Map<String, String> board(Caller caller, @RequestParam(name = "store_id", required = false) String storeId) {
            return Map.of("store_id", caller.store(storeId));
        }

        @GetMapping("/stream")
        SseEmitter stream() {
            SseEmitter emitter = new SseEmitter();
            Thread.ofVirtual().start(() -> {
                try {
                    emitter.send("one");
                    emitter.complete();
                } catch (IOException gone) {
                    emitter.completeWithError(gone);
                }
            });
            return emitter;
        }

        @PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
        Order order(@RequestBody Order order) {
            return order;
        }

        @GetMapping("/orders/{number}")
        Map<String, Integer> order(@PathVariable int number, @RequestParam int limit) {
            return Map.of("number", number, "limit", limit);
        }

        @GetMapping("/fail/{how}")
        void fail(@PathVariable String how) throws Exception {
            switch (how) {
                case "conflict" -> throw new ProblemException(ErrorCode.CONFLICT, TinyText.TABLE.with(7));
                case "limited" -> throw new ProblemException(ErrorCode.RATE_LIMITED);
                case "database" -> throw new IllegalStateException(new SQLTransientConnectionException("pool"));
                default -> throw new IllegalStateException("secret detail of the inside");
            }
        }
    }
}
