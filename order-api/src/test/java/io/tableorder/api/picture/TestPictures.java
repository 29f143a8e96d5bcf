package io.tableorder.api.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Pictures as people send them, and as nobody should. */
public final class TestPictures {

    private static final int SIGNATURE_BYTES = 8;
    private static final int FRAME_BYTES = 12;
    private static final int MEGABYTES_OF_ZEROS = 2_048;
    private static final int MEGABYTE = 1 << 20;

    /** RFC 1950: compressed as usual. */
    private static final byte[] ZLIB_HEADER = {0x78, (byte) 0x9C};

    /** RFC 1951: the last block, of no bytes as they are. */
    private static final byte[] LAST_BLOCK = {1, 0, 0, -1, -1};

    private static final int ADLER_MODULUS = 65_521;

    private TestPictures() {}

    public static byte[] png(int width, int height) {
        return written("png", gradient(width, height, BufferedImage.TYPE_INT_RGB));
    }

    public static byte[] jpeg(int width, int height) {
        return written("jpeg", gradient(width, height, BufferedImage.TYPE_INT_RGB));
    }

    static byte[] transparentPng(int width, int height) {
        return written("png", new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
    }

    /** Of these, ImageIO reads what stands beside the pixels too. */
    static byte[] palettePng(int width, int height) {
        return written("png", gradient(width, height, BufferedImage.TYPE_BYTE_INDEXED));
    }

    /** The chunk stands right behind the header. */
    static byte[] withChunk(byte[] png, String name, byte[] content) {
        int start = SIGNATURE_BYTES + FRAME_BYTES + 13;
        ByteBuffer made = ByteBuffer.allocate(png.length + FRAME_BYTES + content.length);
        made.put(png, 0, start).putInt(content.length).put(name.getBytes(ISO_8859_1));
        made.put(content).putInt(0).put(png, start, png.length - start);
        return withChecksums(made.array());
    }

    /** Right as they were, whatever has been changed. */
    static byte[] withChecksums(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        int start = SIGNATURE_BYTES;
        while (start < png.length) {
            int length = chunks.getInt(start);
            CRC32 checksum = new CRC32();
            checksum.update(png, start + Integer.BYTES, Integer.BYTES + length);
            chunks.putInt(start + 2 * Integer.BYTES + length, (int) checksum.getValue());
            start += FRAME_BYTES + length;
        }
        return png;
    }

    static byte[] withComment(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + text.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) (text.length + 2))
                .put(text)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /**
     * A compressed text of two gigabytes, with the keyword and method that stand before it. One megabyte of it is compressed: flushed
     * so that it needs nothing of what is before it, it stands there again and again.
     */
    static byte[] deflatedZeros() {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(new byte[MEGABYTE]);
        byte[] megabyte = new byte[MEGABYTE / 100];
        int length = deflater.deflate(megabyte, 0, megabyte.length, Deflater.FULL_FLUSH);
        deflater.end();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("Title\0\0".getBytes(ISO_8859_1));
        bytes.writeBytes(ZLIB_HEADER);
        for (int i = 0; i < MEGABYTES_OF_ZEROS; i++) {
            bytes.write(megabyte, 0, length);
        }
        bytes.writeBytes(LAST_BLOCK);
        // Adler-32, of which zeros leave the lower half at one and count in the upper.
        long count = (long) MEGABYTES_OF_ZEROS * MEGABYTE;
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) (count % ADLER_MODULUS << 16 | 1))
                .array());
        return bytes.toByteArray();
    }

    private static BufferedImage gradient(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D pen = picture.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return picture;
    }

    private static byte[] written(String format, BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
