package io.tableorder.projector.table;

import java.util.Locale;
import java.util.regex.Pattern;

/** The schema that one complete set of read-model tables lives in, so that another can be filled beside it. */
public record Generation(String schema) {
    private static final String PREFIX = "orders_g";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9]{1,6}");

    public static final Generation FIRST = new Generation("orders_g1");

    /** This is what a generation is for at the moment; the row in {@code orders.generations} says it. */
    public enum State {
        /** The generation is being filled from the log, and queries do not see it yet. */
        BUILDING,
        /** The views show it, and the projection keeps it going. */
        LIVE,
        /** Was live and stands still since, so that it can be live again. */
        PREVIOUS;

        private final String columnValue = name().toLowerCase(Locale.ROOT);

        public String columnValue() {
            return columnValue;
        }

        public static State ofColumnValue(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }

    public Generation {
        // The name becomes part of SQL, where it cannot be a parameter.
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("A generation is called orders_g1, orders_g2 …, got '" + schema + "'");
        }
    }

    public static Generation ofNumber(int number) {
        return new Generation(PREFIX + number);
    }

    public int number() {
        return Integer.parseInt(schema, PREFIX.length(), schema.length(), 10);
    }

    /** Returns the SQL with its {@code generation.} tables named in this one. */
    public String sql(String template) {
        return template.replace("generation.", schema + ".");
    }
}
