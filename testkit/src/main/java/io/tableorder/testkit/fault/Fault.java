package io.tableorder.testkit.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Something that machines do to a platform.
 *
 * @param victim which instance or broker, from 0
 */
public record Fault(Kind kind, int victim) {

    public enum Kind {
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
     * Returns every kind once, of a victim and in an order that the random numbers say.
     *
     * @param victims how many instances there are, and as many brokers
     */
    public static List<Fault> round(Random random, int victims) {
        List<Fault> faults = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            faults.add(new Fault(kind, random.nextInt(victims)));
        }
        Collections.shuffle(faults, random);
        return faults;
    }

    @Override
    public String toString() {
        return kind.words + " " + (victim + 1);
    }
}
