package io.tableorder.api.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tableorder.event.Sha256;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureCodecTest {

    @Test
    void a_picture_becomes_a_jpeg_no_longer_than_a_card_needs_named_by_its_bytes() throws IOException {
        Picture picture = PictureCodec.encode(TestPictures.png(2_600, 1_300));

        assertThat(picture.width()).isEqualTo(PictureCodec.LONGEST_SIDE);
        assertThat(picture.height()).isEqualTo(PictureCodec.LONGEST_SIDE / 2);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
        assertThat(read.getWidth()).isEqualTo(picture.width());
        assertThat(picture.pictureId())
                .isEqualTo(HexFormat.of().formatHex(Sha256.begin().digest(picture.jpeg())));
        assertThat(picture.imageUrl()).isEqualTo("/api/v1/pictures/" + picture.pictureId());
    }

    @Test
    void a_small_picture_stays_small_and_the_same_picture_has_the_same_name() {
        Picture picture = PictureCodec.encode(TestPictures.jpeg(40, 30));

        assertThat(picture.width()).isEqualTo(40);
        assertThat(picture.height()).isEqualTo(30);
        assertThat(PictureCodec.encode(TestPictures.jpeg(40, 30)).pictureId()).isEqualTo(picture.pictureId());
    }

    @Test
    void what_is_transparent_becomes_white() throws IOException {
        Picture picture = PictureCodec.encode(TestPictures.transparentPng(8, 8));

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
        assertThat(read.getRGB(4, 4)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void nothing_of_what_stood_beside_the_pixels_is_left() {
        byte[] withText =
                TestPictures.withChunk(TestPictures.png(16, 16), "tEXt", "GPS\0 37.49, 127.02".getBytes(ISO_8859_1));
        byte[] withComment = TestPictures.withComment(TestPictures.jpeg(16, 16), "GPS 37.49, 127.02");

        assertThat(new String(PictureCodec.encode(withText).jpeg(), ISO_8859_1)).doesNotContain("GPS");
        assertThat(new String(PictureCodec.encode(withComment).jpeg(), ISO_8859_1))
                .doesNotContain("GPS");
    }

    @Test
    void a_text_that_inflates_to_gigabytes_is_not_looked_at() {
        byte[] bomb = TestPictures.withChunk(TestPictures.palettePng(16, 16), "zTXt", TestPictures.deflatedZeros());

        assertThat(PictureCodec.encode(bomb).width()).isEqualTo(16);
    }

    @Test
    void a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() {
        byte[] claim = TestPictures.png(16, 16);
        ByteBuffer.wrap(claim).putInt(16, 30_000).putInt(20, 30_000);

        assertRefused(TestPictures.withChecksums(claim));
    }

    @Test
    void a_jpeg_that_goes_over_its_pixels_again_and_again_is_refused() {
        byte[] jpeg = TestPictures.jpeg(16, 16);
        byte[] scans = Arrays.copyOf(jpeg, jpeg.length + 2 * SentPicture.MAXIMUM_SCANS);
        for (int i = jpeg.length; i < scans.length; i += 2) {
            scans[i] = (byte) 0xFF;
            scans[i + 1] = (byte) 0xDA;
        }

        assertRefused(scans);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "\u00ff\u00d8\u00ff\u00e0"})
    void what_is_no_picture_is_refused(String text) {
        assertRefused(text.getBytes(ISO_8859_1));
    }

    @Test
    void half_a_picture_is_refused() {
        byte[] png = TestPictures.png(400, 400);

        assertRefused(Arrays.copyOf(png, 20));
        assertRefused(Arrays.copyOf(png, png.length / 2));
    }

    private static void assertRefused(byte[] sent) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PictureCodec.encode(sent))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.VALIDATION_ERROR))
                .satisfies(refused -> assertThat(refused.problem().errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo("picture")));
    }
}
