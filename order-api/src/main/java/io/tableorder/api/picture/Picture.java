package io.tableorder.api.picture;

import io.tableorder.event.Sha256;
import java.util.HexFormat;

/**
 * A picture as it is served.
 *
 * @param jpeg its bytes, which nobody changes
 */
public record Picture(String pictureId, int width, int height, byte[] jpeg) {

    /** Pictures are served below this path, on the service's own origin. */
    public static final String PATH = "/api/v1/pictures/";

    static Picture of(int width, int height, byte[] jpeg) {
        return new Picture(HexFormat.of().formatHex(Sha256.begin().digest(jpeg)), width, height, jpeg);
    }

    /** Returns what a dish has as its {@code image_url}. */
    public String imageUrl() {
        return PATH + pictureId;
    }
}
