package io.tableorder.api.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PictureStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "picture-store");
    private final TestStore neighbour = TestStore.open(api, "picture-store");
    /** Each has other bytes, whatever other tests have sent. */
    private final Picture first = picture(1);

    private final Picture second = picture(2);
    private final long roomForOne = Math.max(first.jpeg().length, second.jpeg().length);

    private Picture picture(int number) {
        int unique = 300 + Math.floorMod(store.storeId.hashCode(), 200);
        return PictureCodec.encode(TestPictures.png(unique, 100 + number));
    }

    private PictureStore at(Instant time) {
        return new PictureStore(api.bean(DataSource.class), Clock.fixed(time, ZoneOffset.UTC), roomForOne);
    }

    @Test
    void a_picture_is_there_once_for_all_who_have_sent_it() {
        at(NOW).keep(store.storeId, first);
        at(NOW).keep(store.storeId, first);
        at(NOW).keep(neighbour.storeId, first);

        assertThat(at(NOW).find(first.pictureId()))
                .hasValueSatisfying(found -> assertThat(found.jpeg()).isEqualTo(first.jpeg()));
        assertThat(at(NOW).find(second.pictureId())).isEmpty();
        assertThat(at(NOW).find("no hash")).isEmpty();
    }

    @Test
    void a_store_keeps_so_many_bytes_and_no_more_and_another_store_has_its_own() {
        at(NOW).keep(store.storeId, first);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> at(NOW).keep(store.storeId, second))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(at(NOW).find(second.pictureId())).isEmpty();

        at(NOW).keep(neighbour.storeId, second);
        assertThat(at(NOW).find(second.pictureId())).isPresent();
    }

    @Test
    void a_picture_that_no_dish_shows_makes_room_after_a_while() {
        at(NOW).keep(store.storeId, first);

        at(NOW.plus(PictureStore.KEPT_UNUSED).plusSeconds(1)).keep(store.storeId, second);

        assertThat(at(NOW).find(first.pictureId())).isEmpty();
        assertThat(at(NOW).find(second.pictureId())).isPresent();
    }

    @Test
    void a_picture_that_a_dish_of_any_store_shows_stays() {
        at(NOW).keep(store.storeId, first);
        api.patch(
                        "/api/v1/admin/menus/" + neighbour.bibimbap,
                        neighbour.admin,
                        "{\"image_url\":\"%s\"}".formatted(first.imageUrl()))
                .expect(200);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> at(NOW.plus(Duration.ofDays(400))).keep(store.storeId, second));

        assertThat(at(NOW).find(first.pictureId())).isPresent();
    }
}
