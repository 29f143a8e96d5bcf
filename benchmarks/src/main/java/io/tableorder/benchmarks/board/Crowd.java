package io.tableorder.benchmarks.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Many screens that look on, served by one thread, some of them badly behaved. */
final class Crowd implements AutoCloseable {

    private static final int CONNECTING_AT_ONCE = 100;
    private static final int SMALL_WINDOW_BYTES = 4_096;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(60);

    private static final byte[] RETRY = "retry: ".getBytes(US_ASCII);

    /** A client that was not told waits as the platform's own client does. */
    private static final int REFUSED_MINIMUM_MILLIS = 1_000;

    private static final int REFUSED_MAXIMUM_MILLIS = 5_000;

    /** How a screen takes what it is sent. */
    enum Manner {
        READS,
        /** One byte a second. */
        TRICKLES,
        /** Nothing at all. */
        DEAF
    }

    /** @param request with a %d in it for the store */
    record Plan(int port, String request, int screensPerStore, int deafPercent, int tricklePercent) {

        /** Spread evenly over the stores, so that each has its share. */
        Manner mannerOf(int screen) {
            int place = screen * 37 % 100;
            if (place < deafPercent) {
                return Manner.DEAF;
            }
            return place < deafPercent + tricklePercent ? Manner.TRICKLES : Manner.READS;
        }
    }

    record Measured(Histogram nanos, int open, long ended, long refused) {}

    private final Plan plan;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private Histogram nanos = new Histogram(Duration.ofMinutes(5).toNanos(), 3);
    private int started;
    private int connecting;
    private int open;
    private long ended;
    private long refused;
    private long answers;
    private long nextTrickle = System.nanoTime();

    /** Those that come back, by when; null while none does. */
    private @Nullable PriorityQueue<Return> returns;

    private record Return(long nanoTime, int number) {}

    Crowd(Plan plan) throws IOException {
        this.plan = plan;
        this.selector = Selector.open();
    }

    /** One connection's place in what it receives. */
    private static final class Screen {
        private final int number;
        private final Manner manner;
        private boolean answered;
        private boolean inStamp;
        private long stamp;
        private int retryMatched;
        private int retryMillis;

        private Screen(int number, Manner manner) {
            this.number = number;
            this.manner = manner;
        }
    }

    /** Returns how long it took until this many had an answer. */
    Duration connectUpTo(int screens) throws IOException {
        long start = System.nanoTime();
        while ((started < screens || connecting > 0) && System.nanoTime() - start < LONGEST_CONNECT.toNanos()) {
            while (started < screens && connecting < CONNECTING_AT_ONCE) {
                connect(started++);
            }
            turn(10);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Measured run(Duration span) throws IOException {
        nanos.reset();
        long end = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < end) {
            turn(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return new Measured(nanos, open, ended, refused);
    }

    /** Has screens that are cut off come back when they were told to; returns the answered connects of each second. */
    List<Integer> comeBack(Duration span) throws IOException {
        PriorityQueue<Return> due = new PriorityQueue<>(Comparator.comparingLong(Return::nanoTime));
        returns = due;
        List<Integer> perSecond = new ArrayList<>();
        long start = System.nanoTime();
        for (int second = 1; second <= span.toSeconds(); second++) {
            long end = start + second * Duration.ofSeconds(1).toNanos();
            long before = answers;
            while (System.nanoTime() < end) {
                for (Return next = due.peek(); next != null && next.nanoTime() < System.nanoTime(); next = due.peek()) {
                    due.remove(next);
                    connect(next.number());
                }
                turn(5);
            }
            perSecond.add((int) (answers - before));
        }
        return perSecond;
    }

    private void connect(int number) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        Screen screen = new Screen(number, plan.mannerOf(number));
        if (screen.manner != Manner.READS) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW_BYTES);
        }
        connecting++;
        channel.register(selector, SelectionKey.OP_CONNECT, screen);
        if (channel.connect(new InetSocketAddress(Inet4Address.ofLiteral("127.0.0.1"), plan.port()))) {
            ask(channel, screen);
        }
    }

    private void ask(SocketChannel channel, Screen screen) throws IOException {
        String request = plan.request().formatted(screen.number / plan.screensPerStore());
        channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
        channel.register(selector, SelectionKey.OP_READ, screen);
    }

    private void turn(long millis) throws IOException {
        selector.select(this::serve, Math.max(1, Math.min(millis, 100)));
        if (plan.tricklePercent() > 0 && System.nanoTime() - nextTrickle > 0) {
            nextTrickle = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            for (SelectionKey key : selector.keys()) {
                if (key.isValid() && ((Screen) key.attachment()).manner == Manner.TRICKLES) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
        }
    }

    private void serve(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        Screen screen = (Screen) key.attachment();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                ask(channel, screen);
            } else {
                read(channel, screen, key);
            }
        } catch (IOException failed) {
            end(channel, screen);
        }
    }

    private void read(SocketChannel channel, Screen screen, SelectionKey key) throws IOException {
        buffer.clear();
        if (screen.answered && screen.manner == Manner.TRICKLES) {
            buffer.limit(1);
        } else if (!screen.answered && screen.manner != Manner.READS) {
            buffer.limit(64);
        }
        if (channel.read(buffer) < 0) {
            end(channel, screen);
            return;
        }
        buffer.flip();
        if (!screen.answered && buffer.remaining() > 9) {
            answered(channel, screen);
        }
        if (screen.answered && screen.manner != Manner.READS) {
            key.interestOps(0);
        }
        note(screen);
    }

    private void answered(SocketChannel channel, Screen screen) throws IOException {
        screen.answered = true;
        connecting--;
        if (buffer.get("HTTP/1.1 ".length()) == '2') {
            open++;
            answers++;
        } else {
            refused++;
            channel.close();
            comeBackLater(screen);
        }
    }

    private void note(Screen screen) {
        long now = System.nanoTime();
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            noteRetry(screen, next);
            if (screen.inStamp) {
                if (next == Stamp.END) {
                    screen.inStamp = false;
                    nanos.recordValue(Math.clamp(now - screen.stamp, 0, nanos.getHighestTrackableValue()));
                } else {
                    screen.stamp = screen.stamp * 10 + next - '0';
                }
            } else if (next == Stamp.BEGIN) {
                screen.inStamp = true;
                screen.stamp = 0;
            }
        }
    }

    private static void noteRetry(Screen screen, byte next) {
        if (screen.retryMatched == RETRY.length) {
            if (next >= '0' && next <= '9') {
                screen.retryMillis = screen.retryMillis * 10 + next - '0';
            } else {
                screen.retryMatched = 0;
            }
        } else if (next == RETRY[screen.retryMatched]) {
            screen.retryMatched++;
            if (screen.retryMatched == RETRY.length) {
                screen.retryMillis = 0;
            }
        } else {
            screen.retryMatched = 0;
        }
    }

    private void comeBackLater(Screen screen) {
        if (returns != null) {
            long millis = screen.retryMillis > 0
                    ? screen.retryMillis
                    : ThreadLocalRandom.current().nextLong(REFUSED_MINIMUM_MILLIS, REFUSED_MAXIMUM_MILLIS);
            returns.add(new Return(System.nanoTime() + millis * 1_000_000, screen.number));
        }
    }

    private void end(SocketChannel channel, Screen screen) {
        if (screen.answered) {
            open--;
            ended++;
        } else {
            connecting--;
            refused++;
        }
        comeBackLater(screen);
        try {
            channel.close();
        } catch (IOException e) {
            // Gone already.
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
