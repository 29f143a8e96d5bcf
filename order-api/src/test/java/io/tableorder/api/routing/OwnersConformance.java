package io.tableorder.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Owners} does. */
abstract class OwnersConformance {

    static final URI ONE = URI.create("http://127.0.0.1:18081");
    static final URI OTHER = URI.create("http://order-api-2:8080");
    static final Set<Integer> PARTITIONS = Set.of(0, 1, 2, 3);
    static final Duration LONG = Duration.ofSeconds(60);

    abstract Owners owners();

    /** An instance that owns whatever partitions no other does. */
    abstract void join(URI url);

    abstract void leave(URI url);

    /** Each partition's owner, as soon as that is what is expected. */
    static void assertComeTo(Owners owners, @Nullable URI url) {
        await().atMost(LONG).untilAsserted(() -> {
            owners.refresh(Duration.ofSeconds(2));
            assertThat(PARTITIONS)
                    .allSatisfy(partition -> assertThat(owners.of(partition)).isEqualTo(url));
        });
    }

    @Test
    void nothing_is_known_before_it_is_asked() {
        join(ONE);
        Owners owners = owners();
        assertThat(owners.of(0)).isNull();
    }

    @Test
    void an_owner_is_known_by_its_url() {
        join(ONE);
        Owners owners = owners();
        assertComeTo(owners, ONE);
        assertThat(owners.of(99)).isNull();
    }

    @Test
    void what_an_owner_has_left_is_its_successors() {
        join(ONE);
        Owners owners = owners();
        assertComeTo(owners, ONE);
        leave(ONE);
        join(OTHER);
        assertComeTo(owners, OTHER);
    }

    @Test
    void where_everybody_has_left_nobody_owns_anything() {
        join(ONE);
        Owners owners = owners();
        assertComeTo(owners, ONE);
        leave(ONE);
        assertComeTo(owners, null);
    }
}
