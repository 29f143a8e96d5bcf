package io.tableorder.benchmarks.board;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** This class knows which streams each store has. */
final class StoresStreams<S> {

    private final Map<Integer, List<S>> streams = new ConcurrentHashMap<>();

    void add(int store, S stream) {
        streams.computeIfAbsent(store, _ -> new CopyOnWriteArrayList<>()).add(stream);
    }

    void remove(int store, S stream) {
        of(store).remove(stream);
    }

    List<S> of(int store) {
        return streams.getOrDefault(store, List.of());
    }
}
