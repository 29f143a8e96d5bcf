package io.tableorder.api.web;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tableorder.api.account.OwnStore;
import io.tableorder.api.picture.Picture;
import io.tableorder.api.picture.PictureStore;
import io.tableorder.api.picture.PictureUploads;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes pictures of dishes from a store's admins and serves them to everybody who knows their address. An address says what
 * is there, so a browser never asks twice, and sending the same picture again changes nothing.
 */
@RestController
final class PictureController {

    static final String UPLOAD = "/api/v1/admin/pictures";
    static final String SERVED = Picture.PATH + "{picture_id}";

    /** A menu's keeper sends one in some seconds; a program that sends a whole menu waits now and then. */
    private static final int UPLOADS_PER_MINUTE = 60;

    private static final Duration FOR_GOOD = Duration.ofDays(365);

    /** @param imageUrl what a dish has as its {@code image_url} */
    record PictureView(String pictureId, String imageUrl, int width, int height, int bytes) {
        static PictureView of(Picture picture) {
            return new PictureView(
                    picture.pictureId(), picture.imageUrl(), picture.width(), picture.height(), picture.jpeg().length);
        }
    }

    private final PictureUploads uploads;
    private final PictureStore pictures;
    private final TableBuckets allowance = new TableBuckets(UPLOADS_PER_MINUTE, System::nanoTime);

    PictureController(PictureUploads uploads, PictureStore pictures) {
        this.uploads = uploads;
        this.pictures = pictures;
    }

    @PostMapping(path = UPLOAD, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))
            })
    PictureView upload(OwnStore store, @RequestBody InputStreamResource body) throws IOException {
        Duration wait = allowance.take(store.storeId());
        if (wait != null) {
            Duration retryAfter = wait.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
            throw new ProblemException(
                    Problem.of(ErrorCode.RATE_LIMITED, ApiText.UPLOADS_TOO_OFTEN.with(retryAfter.toSeconds()))
                            .withRetryAfter(retryAfter));
        }
        return PictureView.of(uploads.take(store.storeId(), body.getInputStream()));
    }

    @GetMapping(SERVED)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_JPEG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> serve(@PathVariable("picture_id") String pictureId) {
        Picture picture = pictures.find(pictureId)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_PICTURE));
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.maxAge(FOR_GOOD).cachePublic().immutable())
                .eTag("\"" + picture.pictureId() + "\"")
                .body(picture.jpeg());
    }
}
