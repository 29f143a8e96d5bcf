package io.tableorder.api.picture;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * A picture as somebody sent it, without what could make reading it cost more than its pixels.
 *
 * @param format as ImageIO calls it
 * @param bytes with nothing in them that inflates, but the pixels themselves
 */
record SentPicture(String format, byte[] bytes) {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    /** What the pixels need. Others may hold texts that inflate to gigabytes, which ImageIO would do. */
    private static final Set<String> CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** A chunk has a length, a name and a checksum around its content. */
    private static final int CHUNK_FRAME_BYTES = 12;

    /**
     * A progressive JPEG goes over its pixels with every scan; cameras and programs make about ten. Five megabytes could
     * hold a hundred thousand.
     */
    static final int MAXIMUM_SCANS = 64;

    /** @throws ProblemException 400 for what is neither a JPEG nor a PNG, or is not built like one */
    static SentPicture of(byte[] sent) {
        if (begins(sent, PNG)) {
            return new SentPicture("png", pixelsOnly(sent));
        }
        if (begins(sent, JPEG)) {
            return new SentPicture("jpeg", withFewScans(sent));
        }
        throw ProblemException.invalid(PictureCodec.BODY, ApiText.PICTURE_FORMAT);
    }

    private static boolean begins(byte[] sent, byte[] signature) {
        return sent.length > signature.length
                && Arrays.equals(sent, 0, signature.length, signature, 0, signature.length);
    }

    private static byte[] pixelsOnly(byte[] sent) {
        ByteBuffer chunks = ByteBuffer.wrap(sent);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(sent.length);
        kept.writeBytes(PNG);
        int start = PNG.length;
        while (start + CHUNK_FRAME_BYTES <= sent.length) {
            int length = chunks.getInt(start);
            if (length < 0 || length > sent.length - start - CHUNK_FRAME_BYTES) {
                throw PictureCodec.unreadable(null);
            }
            int size = length + CHUNK_FRAME_BYTES;
            if (CHUNKS.contains(name(sent, start + Integer.BYTES))) {
                kept.write(sent, start, size);
            }
            start += size;
        }
        return kept.toByteArray();
    }

    private static String name(byte[] sent, int start) {
        return new String(sent, start, Integer.BYTES, StandardCharsets.ISO_8859_1);
    }

    /** Inside a scan FF is always followed by 00 or a restart, so these two bytes begin one, or stand in a small preview. */
    private static byte[] withFewScans(byte[] sent) {
        int scans = 0;
        for (int i = 1; i < sent.length; i++) {
            if (sent[i - 1] == (byte) 0xFF && sent[i] == (byte) 0xDA) {
                scans++;
            }
        }
        if (scans > MAXIMUM_SCANS) {
            throw PictureCodec.unreadable(null);
        }
        return sent;
    }
}
