package io.tableorder.benchmarks.intake;

import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessPolicy;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * This endpoint does what most order services do: it inserts an order and its two lines into PostgreSQL by JPA, one
 * transaction a request. It checks nothing and keeps no history, so it is faster than any of them.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage(basePackageClasses = PlainOrder.class)
class JpaYardstick {

    static final String JPA = "/benchmark/jpa";

    static final String TABLES = """
            CREATE TABLE plain_order (id uuid PRIMARY KEY, store_id text NOT NULL, table_id text NOT NULL,
                status text NOT NULL, total_amount bigint NOT NULL, ordered_at timestamptz NOT NULL);
            CREATE TABLE plain_item (id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES plain_order,
                menu_id text NOT NULL, menu_name text NOT NULL, unit_price bigint NOT NULL, quantity integer NOT NULL);
            CREATE INDEX ON plain_item (order_id);
            CREATE INDEX ON plain_order (store_id, ordered_at)""";

    @Bean
    AccessPolicy jpaYardstickAccess() {
        return rules -> rules.allow(HttpMethod.POST, JPA, Role.TABLE);
    }

    @RestController
    static class Inserts {

        private final EntityManager entities;
        private final TransactionTemplate transactions;

        Inserts(EntityManager entities, PlatformTransactionManager transactions) {
            this.entities = entities;
            this.transactions = new TransactionTemplate(transactions);
        }

        @PostMapping(JPA)
        Map<String, UUID> insert() {
            PlainOrder order = PlainOrder.ofTwoLines();
            transactions.executeWithoutResult(_ -> entities.persist(order));
            return Map.of("order_id", order.id());
        }
    }
}
