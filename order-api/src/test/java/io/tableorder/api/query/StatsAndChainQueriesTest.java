package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Role;
import io.tableorder.event.StoreLifecycleEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatsAndChainQueriesTest extends QueriesOfOneStore {

    @Test
    void stats_count_per_hour_and_say_how_long_orders_waited() {
        String admin = api.token(Role.STORE_ADMIN, "hanok", storeId, null);
        String table = store.addTable(1);
        store.timeIs("2026-03-02T03:10:00Z");
        String order = store.order(table);
        store.cancel(store.order(table));
        store.pass(Duration.ofSeconds(60));
        store.become(order, OrderStatus.PREPARING);
        store.pass(Duration.ofMinutes(5));
        store.become(order, OrderStatus.COMPLETED);
        store.timeIs("2026-03-02T04:10:00Z");
        store.order(table);

        JsonNode stats = api.get(admin, "/admin/stats?start=2026-03-02&end=2026-03-03")
                .expect(200)
                .json();

        assertThat(stats.at("/orders").asLong()).isEqualTo(2);
        assertThat(stats.at("/revenue").asLong()).isEqualTo(36_000);
        assertThat(stats.at("/buckets/0/start").asString()).isEqualTo("2026-03-02T03:00:00Z");
        assertThat(stats.at("/buckets")).hasSize(2);
        assertThat(stats.at("/seconds_in_status/PREPARING/p50").asDouble()).isEqualTo(300);
        assertThat(stats.at("/cancellations")).hasSize(1);
        assertThat(stats.at("/cancellations/0/orders").asLong()).isEqualTo(1);
        api.writer().drop(storeId, 3);
        assertThat(api.get(admin, "/admin/stats?start=2026-03-02&end=2026-03-03")
                        .expect(200)
                        .json()
                        .has("cancellations"))
                .isFalse();
        api.get(admin, "/admin/stats?start=2026-01-01&end=2026-03-03").expect(400);
        api.get(admin, "/admin/stats?bucket=day").expect(400);
    }

    @Test
    void a_chain_admin_sees_the_chains_stores_and_how_busy_they_are() {
        String chain = api.token(Role.CHAIN_ADMIN, "chain-of-" + storeId, null, null);
        ProjectedStore own = ProjectedStore.opened("own-" + storeId, "chain-of-" + storeId, 5, api.writer());
        String table = own.addTable(1);
        own.become(own.order(table), OrderStatus.PREPARING);
        own.cancel(own.order(table));
        own.append(new StoreLifecycleEvent.IntakePaused("점검"));

        JsonNode overview = api.get(chain, "/chain/overview").expect(200).json();

        assertThat(overview.at("/stores")).hasSize(1);
        assertThat(overview.at("/stores/0/open_sessions").asInt()).isEqualTo(1);
        assertThat(overview.at("/stores/0/orders_by_status/PREPARING").asLong()).isEqualTo(1);
        assertThat(overview.at("/stores/0/total_amount").asLong()).isEqualTo(18_000);
        JsonNode stores = api.get(chain, "/chain/stores").expect(200).json().at("/stores");
        assertThat(stores.at("/0/pause_reason").asString()).isEqualTo("점검");
        api.get(chain, "/admin/orders?store_id=own-" + storeId).expect(200);
        api.get(chain, "/admin/orders?store_id=" + storeId).expect(403);
        api.get(chain, "/admin/orders").expect(400);
    }

    @Test
    void a_chain_admin_sees_how_much_was_ordered_and_how_long_it_waited() {
        String chain = api.token(Role.CHAIN_ADMIN, "busy-" + storeId, null, null);
        ProjectedStore own = ProjectedStore.opened("busy-" + storeId, "busy-" + storeId, 5, api.writer());
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS);
        own.timeIs(anHourAgo.minus(Duration.ofHours(20)).toString());
        String table = own.addTable(1);
        own.order(table);
        own.timeIs(anHourAgo.toString());
        String order = own.order(table);
        own.cancel(own.order(table));
        own.pass(Duration.ofSeconds(90));
        own.become(order, OrderStatus.PREPARING);
        own.order(table);

        JsonNode hours = api.get(chain, "/chain/activity").expect(200).json().at("/stores/0/hours");

        assertThat(hours).hasSize(1);
        assertThat(hours.at("/0/start").asString()).isEqualTo(anHourAgo.toString());
        assertThat(hours.at("/0/orders").asLong()).isEqualTo(2);
        assertThat(hours.at("/0/median_wait_seconds").asDouble()).isEqualTo(90);
        JsonNode overview = api.get(chain, "/chain/overview").expect(200).json();
        assertThat(Instant.parse(overview.at("/stores/0/waiting_since").asString()))
                .isEqualTo(anHourAgo.minus(Duration.ofHours(20)));
    }
}
