package io.tableorder.operability.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.access.AccessEnd;
import io.tableorder.access.DeferredChange;
import io.tableorder.access.ManagedBy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessEndsTest {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00.500Z");

    private static final DeferredChange LOG_OUT =
            new DeferredChange("c-1", null, null, null, false, "o-1", "chain_admin", "hanok", null, "", "", null);

    private Instant now = START;
    private final AccessEnds ends = new AccessEnds(() -> now, 100);

    private static Login login(String device, long epoch, long chainEpoch) {
        return new Login(device, epoch, chainEpoch, START);
    }

    private static Bearer staff(String subject, String chainId) {
        return new Bearer(subject, chainId, "gangnam", "staff");
    }

    private boolean isEnded(Login login) {
        return ends.isEnded(staff("s-1", "hanok"), login);
    }

    @Test
    void logins_of_an_earlier_epoch_end_and_those_of_the_new_one_do_not() {
        ends.add(new AccessEnd.OfSubject("s-1", 2, START));

        assertThat(isEnded(login("d", 1, 0))).isTrue();
        assertThat(isEnded(login("d", 2, 0))).isFalse();
        assertThat(ends.isEnded(staff("s-2", "hanok"), login("d", 1, 0))).isFalse();
    }

    @Test
    void an_earlier_end_that_comes_later_takes_nothing_back() {
        ends.add(new AccessEnd.OfSubject("s-1", 3, START));
        ends.add(new AccessEnd.OfSubject("s-1", 2, START.minusSeconds(5)));

        assertThat(isEnded(login("d", 2, 0))).isTrue();
    }

    @Test
    void a_chains_end_ends_all_of_its_people_and_tables() {
        ends.add(new AccessEnd.OfChain("hanok", 1, START));

        assertThat(isEnded(login("d", 7, 0))).isTrue();
        assertThat(ends.isEnded(staff("t-1", "hanok"), login("e", 0, 0))).isTrue();
        assertThat(isEnded(login("d", 7, 1))).isFalse();
        assertThat(ends.isEnded(staff("s-1", "bunsik"), login("d", 7, 0))).isFalse();
    }

    @Test
    void one_device_is_logged_out_and_the_others_are_not() {
        ends.add(new AccessEnd.OfDevice("d-1", START));

        assertThat(isEnded(login("d-1", 0, 0))).isTrue();
        assertThat(isEnded(login("d-2", 0, 0))).isFalse();
    }

    @Test
    void all_logins_until_then_end_and_a_new_one_does_not() {
        ends.add(new AccessEnd.OfLogins("s-1", START));

        assertThat(isEnded(login("d-1", 0, 0))).isTrue();
        assertThat(isEnded(new Login("d-2", 0L, 0L, START.plusMillis(1)))).isFalse();
    }

    @Test
    void a_device_ends_with_the_access_of_whoever_it_logs_in_for() {
        Login screen = new Login("d-1", 1L, 0L, START, "s-1");
        assertThat(ends.isEnded(staff("d-1", "hanok"), screen)).isFalse();

        ends.add(new AccessEnd.OfSubject("s-1", 2, START));

        assertThat(ends.isEnded(staff("d-1", "hanok"), screen)).isTrue();
        assertThat(ends.isEnded(staff("d-1", "hanok"), new Login("d-1", 1L, 0L, START, "s-2")))
                .isFalse();
        ends.add(new AccessEnd.OfLogins("s-2", START));
        assertThat(ends.isEnded(staff("d-1", "hanok"), new Login("d-1", 1L, 0L, START, "s-2")))
                .isTrue();
    }

    @Test
    void who_manages_a_store_ends_the_logins_of_its_people_and_of_nobody_elses() {
        ends.add(new AccessEnd.OfManaged("s-1", ManagedBy.store("gangnam"), START, LOG_OUT));

        assertThat(isEnded(login("d-1", 0, 0))).isTrue();
        assertThat(ends.isEnded(new Bearer("s-1", "hanok", "gangnam", "store_admin"), login("d-1", 0, 0)))
                .isTrue();
        assertThat(ends.isEnded(new Bearer("s-1", "bunsik", "jongno", "staff"), login("d-1", 0, 0)))
                .isFalse();
        assertThat(ends.isEnded(new Bearer("s-1", "gangnam", null, "chain_admin"), login("d-1", 0, 0)))
                .as("a chain may be called as a store is")
                .isFalse();
        assertThat(isEnded(new Login("d-2", 0L, 0L, START.plusMillis(1)))).isFalse();
    }

    @Test
    void who_manages_staff_ends_no_admins_logins() {
        ends.add(new AccessEnd.OfManaged("s-1", ManagedBy.store("gangnam", "staff"), START, LOG_OUT));
        ends.add(new AccessEnd.OfManaged("a-1", ManagedBy.store("gangnam", "staff"), START, LOG_OUT));
        ends.add(new AccessEnd.OfManaged("c-1", ManagedBy.chain("hanok", "chain_admin"), START, LOG_OUT));

        assertThat(isEnded(login("d-1", 0, 0))).isTrue();
        assertThat(ends.isEnded(new Bearer("a-1", "hanok", "gangnam", "store_admin"), login("d-1", 0, 0)))
                .isFalse();
        assertThat(ends.isEnded(new Bearer("c-1", "hanok", null, "chain_admin"), login("d-1", 0, 0)))
                .isTrue();
        assertThat(ends.isEnded(new Bearer("c-1", "bunsik", null, "chain_admin"), login("d-1", 0, 0)))
                .isFalse();
    }

    @Test
    void a_managed_device_ends_by_its_own_id_and_by_whoever_paired_it() {
        Login screen = new Login("d-1", 1L, 0L, START, "s-1");
        ends.add(new AccessEnd.OfManaged("d-9", ManagedBy.store("gangnam"), START, LOG_OUT));
        assertThat(ends.isEnded(staff("d-1", "hanok"), screen)).isFalse();

        ends.add(new AccessEnd.OfManaged("s-1", ManagedBy.store("gangnam"), START, LOG_OUT));
        assertThat(ends.isEnded(staff("d-1", "hanok"), screen)).isTrue();
        assertThat(ends.isEnded(staff("s-2", "hanok"), new Login("d-9", 1L, 0L, START)))
                .isTrue();

        Login byChainAdmin = new Login("d-3", 1L, 0L, START, "c-1");
        ends.add(new AccessEnd.OfManaged("c-1", ManagedBy.chain("hanok", "chain_admin"), START, LOG_OUT));
        assertThat(ends.isEnded(staff("d-3", "hanok"), byChainAdmin)).isTrue();
        assertThat(ends.isEnded(staff("d-3", "bunsik"), byChainAdmin)).isFalse();
    }

    @Test
    void all_logins_of_a_chain_end_by_their_time() {
        ends.add(new AccessEnd.OfChainLogins("hanok", START, LOG_OUT));

        assertThat(isEnded(login("d-1", 7, 7))).isTrue();
        assertThat(isEnded(new Login("d-1", 7L, 7L, START.plusMillis(1)))).isFalse();
        assertThat(ends.isEnded(staff("s-1", "bunsik"), login("d-1", 7, 7))).isFalse();
    }

    @Test
    void a_token_that_does_not_tell_its_epoch_is_judged_by_its_time() {
        ends.add(new AccessEnd.OfSubject("s-1", 2, START));

        assertThat(isEnded(new Login("d", null, null, START.minusMillis(500)))).isTrue();
        assertThat(isEnded(new Login("d", null, null, START.plusMillis(500)))).isFalse();
        assertThat(isEnded(Login.untold("d"))).isTrue();
    }

    @Test
    void what_no_valid_token_can_be_older_than_is_not_remembered() {
        now = START.plus(AccessEnds.KEPT).plusSeconds(1);

        ends.add(new AccessEnd.OfDevice("d-1", START));

        assertThat(ends.size()).isZero();
    }

    @Test
    void past_the_bound_the_older_half_is_forgotten_and_nobody_of_it_gets_back_in() {
        for (int i = 0; i <= 100; i++) {
            now = START.plusSeconds(i);
            ends.add(new AccessEnd.OfDevice("d-" + i, now));
        }

        assertThat(ends.size()).isLessThan(60);
        for (int i = 0; i <= 100; i++) {
            assertThat(isEnded(new Login("d-" + i, 0L, 0L, START.minusSeconds(1))))
                    .isTrue();
        }
        assertThat(isEnded(new Login("new", 0L, 0L, now.plusSeconds(1)))).isFalse();
        assertThat(ends.isNamed(staff("s-1", "hanok"), new Login("d-0", 0L, 0L, START.minusSeconds(1))))
                .as("what outlives tokens is not set up anew for that")
                .isFalse();
    }

    @Test
    void of_what_no_valid_token_can_be_older_than_room_is_made_first() {
        for (int i = 0; i < 100; i++) {
            ends.add(new AccessEnd.OfDevice("d-" + i, now));
        }
        Login earlier = new Login("another", 0L, 0L, START.plusSeconds(1));
        now = START.plus(AccessEnds.KEPT).plus(Duration.ofHours(1));

        ends.add(new AccessEnd.OfDevice("d-new", now));

        assertThat(ends.size()).isEqualTo(1);
        assertThat(isEnded(earlier)).isFalse();
    }

    @Test
    void a_watch_notices_an_end_and_never_forgets_it() {
        AccessWatch watch = ends.watch(staff("s-1", "hanok"), login("d-1", 0, 0));
        assertThat(watch.isEnded()).isFalse();

        ends.add(new AccessEnd.OfDevice("another", now));
        assertThat(watch.isEnded()).isFalse();
        ends.add(new AccessEnd.OfDevice("d-1", now));
        assertThat(watch.isEnded()).isTrue();
        now = START.plus(AccessEnds.KEPT).plusSeconds(1);
        assertThat(watch.isEnded()).isTrue();
    }
}
