package io.tableorder.systemtests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

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

    /**
     * Every kind, in an order that the random numbers say: once, of an instance that they say, or of each broker.
     *
     * @param victims how many instances there are, and as many brokers
     */
    static List<Fault> round(Random random, int victims) {
        List<Fault> faults = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            switch (kind) {
                case KILL_INSTANCE, PAUSE_INSTANCE, CUT_INSTANCE, STALL_INSTANCE, RESTART_INSTANCE ->
                    faults.add(new Fault(kind, random.nextInt(victims)));
                case KILL_BROKER -> IntStream.range(0, victims).forEach(broker -> faults.add(new Fault(kind, broker)));
            }
        }
        Collections.shuffle(faults, random);
        return faults;
    }

    @Override
    public String toString() {
        return kind.words + " " + (victim + 1);
    }
}
