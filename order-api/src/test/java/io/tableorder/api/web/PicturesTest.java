package io.tableorder.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.api.picture.PictureUploads;
import io.tableorder.api.picture.TestPictures;
import io.tableorder.event.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PicturesTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "pictures");

    @Test
    void a_picture_that_an_admin_sends_is_served_to_everybody_and_shown_by_a_dish() throws Exception {
        Answer sent = upload(store.admin, TestPictures.png(2_000, 1_400)).expect(201);

        assertThat(sent.json().path("width").asInt()).isEqualTo(1_280);
        String url = sent.text("image_url");
        HttpResponse<byte[]> served = read(url);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(served.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).contains("max-age=31536000", "public", "immutable"));
        assertThat(served.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(HexFormat.of().formatHex(Sha256.begin().digest(served.body())))
                .isEqualTo(sent.text("picture_id"));
        String tag = served.headers().firstValue("ETag").orElseThrow();
        assertThat(read(url, "If-None-Match", tag).statusCode()).isEqualTo(304);

        api.patch("/api/v1/admin/menus/" + store.bibimbap, store.admin, "{\"image_url\":\"%s\"}".formatted(url))
                .expect(200);
        Answer menu = api.get("/api/v1/customer/menus", store.tablet(store.table(1)));
        assertThat(menu.json().at("/categories/0/menus/0/image_url").asString()).isEqualTo(url);
    }

    @Test
    void the_same_picture_again_has_the_same_address_in_every_store() throws Exception {
        byte[] picture = TestPictures.jpeg(310, 217);
        String first = upload(store.admin, picture).expect(201).text("image_url");

        assertThat(upload(store.admin, picture).expect(201).text("image_url")).isEqualTo(first);
        TestStore other = TestStore.open(api, "pictures");
        assertThat(upload(other.admin, picture).expect(201).text("image_url")).isEqualTo(first);
    }

    @Test
    void what_is_no_picture_is_a_bad_request_in_the_callers_language() throws Exception {
        Answer refused = upload(store.admin, "GIF89a, perhaps".getBytes(UTF_8));

        refused.expectProblem(400, "VALIDATION_ERROR");
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("picture");
        assertThat(refused.json().at("/errors/0/message").asString()).contains("JPEG");
    }

    @Test
    void a_picture_past_the_bound_is_refused_whether_it_says_its_length_or_not() throws Exception {
        byte[] tooLong = new byte[PictureUploads.MAXIMUM_BYTES + 1];

        upload(store.admin, tooLong).expectProblem(413, "PAYLOAD_TOO_LARGE");
        upload(store.admin, BodyPublishers.ofByteArrays(List.of(tooLong))).expectProblem(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void staff_and_guests_send_none_and_nobody_sends_into_another_store() throws Exception {
        byte[] picture = TestPictures.jpeg(31, 21);
        TestStore other = TestStore.open(api, "pictures-elsewhere");

        upload(store.staff, picture).expectProblem(403, "FORBIDDEN");
        upload("", picture).expectProblem(401, "AUTH_ERROR");
        send("/api/v1/admin/pictures?store_id=" + other.storeId, store.admin, BodyPublishers.ofByteArray(picture))
                .expectProblem(403, "FORBIDDEN");
    }

    @Test
    void a_picture_that_is_not_there_is_not_found() throws Exception {
        api.get("/api/v1/pictures/" + "0".repeat(64), "").expectProblem(404, "NOT_FOUND");
        api.get("/api/v1/pictures/x", "").expectProblem(404, "NOT_FOUND");
    }

    private Answer upload(String token, byte[] picture) throws IOException, InterruptedException {
        return upload(token, BodyPublishers.ofByteArray(picture));
    }

    private Answer upload(String token, BodyPublisher picture) throws IOException, InterruptedException {
        return send("/api/v1/admin/pictures", token, picture);
    }

    private Answer send(String path, String token, BodyPublisher picture) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url() + path))
                .header("Content-Type", "image/png")
                .POST(picture);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return new Answer(RunningApi.documented(HTTP.send(request.build(), BodyHandlers.ofString()), null));
    }

    private HttpResponse<byte[]> read(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }
}
