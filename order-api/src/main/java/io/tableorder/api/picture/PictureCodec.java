package io.tableorder.api.picture;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.FieldError;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a picture that was sent the one that is served: decoded, no larger than a card needs, and encoded anew, so that
 * nothing of the sender's bytes is left, neither where it was taken nor what only looks like a picture.
 */
final class PictureCodec {

    /** What a problem calls the request's body. */
    static final String BODY = "picture";

    /** A picture of 4,000 by 4,000 is decoded within 60 MB and a second; a card needs a tenth of it. */
    static final int MAXIMUM_PIXELS = 16_000_000;

    /** A card is 640 pixels wide at most, on screens of double density twice that. */
    static final int LONGEST_SIDE = 1_280;

    /** Above it, photographs only grow. */
    private static final float QUALITY = 0.85f;

    private PictureCodec() {}

    /** @throws ProblemException 400 for what cannot be decoded, or would take too much to be */
    static Picture encode(byte[] sent) {
        try {
            BufferedImage drawn = drawn(decoded(SentPicture.of(sent)));
            return Picture.of(drawn.getWidth(), drawn.getHeight(), jpeg(drawn));
        } catch (IOException e) {
            throw unreadable(e);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            // ImageIO throws whatever it stumbles into over bytes that somebody has made up.
            throw unreadable(e);
        }
    }

    private static BufferedImage decoded(SentPicture sent) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(sent.format()).next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(sent.bytes()))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MAXIMUM_PIXELS) {
                throw ProblemException.invalid(BODY, ApiText.PICTURE_TOO_LARGE.with(MAXIMUM_PIXELS));
            }
            int step = Math.max(1, Math.max(width, height) / LONGEST_SIDE);
            ImageReadParam every = reader.getDefaultReadParam();
            every.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, every);
        } finally {
            reader.dispose();
        }
    }

    /** What is transparent becomes white, as the card is. */
    private static BufferedImage drawn(BufferedImage decoded) {
        double scale = Math.min(1.0, (double) LONGEST_SIDE / Math.max(decoded.getWidth(), decoded.getHeight()));
        int width = Math.max(1, (int) Math.round(decoded.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(decoded.getHeight() * scale));
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = drawn.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(decoded, 0, 0, width, height, Color.WHITE, null);
        } finally {
            pen.dispose();
        }
        return drawn;
    }

    private static byte[] jpeg(BufferedImage drawn) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(drawn, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static ProblemException unreadable(@Nullable Throwable cause) {
        Problem problem = Problem.of(ErrorCode.VALIDATION_ERROR)
                .withErrors(List.of(new FieldError(BODY, ApiText.PICTURE_UNREADABLE)));
        return new ProblemException(problem, cause);
    }
}
