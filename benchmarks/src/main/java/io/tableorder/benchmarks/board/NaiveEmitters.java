package io.tableorder.benchmarks.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Spring's SseEmitter as tutorials have it: a list of emitters, and a loop that sends to each, encoding every time. */
final class NaiveEmitters implements Yardstick {

    private final StoresStreams<SseEmitter> emitters = new StoresStreams<>();

    @EnableWebMvc
    @RestController
    static final class StreamController {

        private final StoresStreams<SseEmitter> emitters;

        StreamController(StoresStreams<SseEmitter> emitters) {
            this.emitters = emitters;
        }

        @GetMapping("/stream")
        SseEmitter stream(@RequestParam("store") int store) throws IOException {
            SseEmitter emitter = new SseEmitter(0L);
            Runnable forget = () -> emitters.remove(store, emitter);
            emitter.onCompletion(forget);
            emitter.onTimeout(forget);
            emitter.onError(_ -> forget.run());
            emitters.add(store, emitter);
            emitter.send(SseEmitter.event().comment("hello"));
            return emitter;
        }
    }

    @Override
    public int start() throws Exception {
        return YardstickTomcat.startSpring(
                StreamController.class, () -> new StreamController(emitters), YardstickTomcat.Style.STOCK);
    }

    @Override
    public void publish(int store, byte[] frame) {
        String text = new String(frame, US_ASCII);
        String data = text.substring(text.indexOf("data: ") + "data: ".length()).strip();
        for (SseEmitter emitter : emitters.of(store)) {
            try {
                emitter.send(SseEmitter.event().id("0-1").name("order_created").data(data));
            } catch (IOException | IllegalStateException gone) {
                emitters.remove(store, emitter);
            }
        }
    }
}
