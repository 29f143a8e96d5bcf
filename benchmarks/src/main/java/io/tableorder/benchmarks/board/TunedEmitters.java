package io.tableorder.benchmarks.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** SseEmitter with frames encoded once, a bounded queue and a virtual thread for each, and small buffers in Tomcat. */
final class TunedEmitters implements Yardstick {

    private static final int QUEUE_FRAMES = 256;

    private final StoresStreams<Sender> senders = new StoresStreams<>();

    private record Sender(SseEmitter emitter, BlockingQueue<String> frames) {

        void send() {
            try {
                while (true) {
                    List<String> ready = new ArrayList<>();
                    ready.add(frames.take());
                    frames.drainTo(ready);
                    emitter.send(Set.of(new DataWithMediaType(String.join("", ready), MediaType.TEXT_PLAIN)));
                }
            } catch (IOException | IllegalStateException gone) {
                emitter.completeWithError(gone);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @EnableWebMvc
    @RestController
    static final class StreamController {

        private final StoresStreams<Sender> senders;

        StreamController(StoresStreams<Sender> senders) {
            this.senders = senders;
        }

        @GetMapping("/stream")
        SseEmitter stream(@RequestParam("store") int store) {
            Sender sender = new Sender(new SseEmitter(0L), new LinkedBlockingQueue<>(QUEUE_FRAMES));
            sender.emitter().onCompletion(() -> senders.remove(store, sender));
            sender.frames().add(": hello\n\n");
            senders.add(store, sender);
            Thread.startVirtualThread(sender::send);
            return sender.emitter();
        }
    }

    @Override
    public int start() throws Exception {
        return YardstickTomcat.startSpring(
                StreamController.class, () -> new StreamController(senders), YardstickTomcat.Style.TUNED);
    }

    @Override
    public void publish(int store, byte[] frame) {
        String text = new String(frame, US_ASCII);
        for (Sender sender : senders.of(store)) {
            if (!sender.frames().offer(text)) {
                senders.remove(store, sender);
                sender.emitter().complete();
            }
        }
    }
}
