package io.tableorder.systemtests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Something that machines do to a platform.
 *
 * @param victim which instance or broker, from 0
 */
record Fault(Kind kind, int victim) {

    enum Kind {
        KILL_INSTANCE("kill -9 of instance"),
        PAUSE_INSTANCE("pause past its session of instance"),
        CUT_INSTANCE("broken connections to the brokers, past its session, of instance"),
        STALL_INSTANCE("undelivered requests to the brokers, past its session, of instance"),
        RESTART_INSTANCE("restart in order of instance"),
        KILL_BROKER("kill -9 of broker");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Every kind once, in an order and of victims that the random numbers say. */
    static List<Fault> round(Random random, int victims) {
        List<Fault.Kind> kinds = new ArrayList<>(Arrays.asList(Kind.values()));
        Collections.shuffle(kinds, random);
        return kinds.stream()
                .map(kind -> new Fault(kind, random.nextInt(victims)))
                .toList();
    }

    @Override
    public String toString() {
        return kind.words + " " + (victim + 1);
    }
}
