package io.tableorder.projector.project;

import java.util.regex.Pattern;

/** The schema that one complete set of read-model tables lives in, so that another can be filled beside it. */
public record Generation(String schema) {
    private static final Pattern NAME = Pattern.compile("orders_g[0-9]{1,6}");

    public static final Generation FIRST = new Generation("orders_g1");

    public Generation {
        // The name becomes part of SQL, where it cannot be a parameter.
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("A generation is called orders_g1, orders_g2 …, got '" + schema + "'");
        }
    }

    /** The SQL with its {@code generation.} tables named in this one. */
    public String sql(String template) {
        return template.replace("generation.", schema + ".");
    }
}
