package io.tableorder.event;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;

/** Makes ids: UUIDv7 (RFC 9562), so that they sort by the time they were made. */
public final class Ids {

    private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

    private Ids() {}

    public static String next() {
        return GENERATOR.generate().toString();
    }
}
