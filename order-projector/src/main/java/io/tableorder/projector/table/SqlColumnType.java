package io.tableorder.projector.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The column types of the read models: how many values travel as one array, and how one is written for COPY. */
enum SqlColumnType {
    TEXT("text") {
        @Override
        void write(CopyBuffer out, Object value) {
            out.text(value.toString());
        }
    },
    INTEGER("integer") {
        @Override
        Object[] array(Stream<? extends @Nullable Object> values) {
            return values.toArray(Integer[]::new);
        }

        @Override
        void write(CopyBuffer out, Object value) {
            out.integer((Integer) value);
        }
    },
    BIGINT("bigint") {
        @Override
        Object[] array(Stream<? extends @Nullable Object> values) {
            return values.toArray(Long[]::new);
        }

        @Override
        void write(CopyBuffer out, Object value) {
            out.bigint((Long) value);
        }
    },
    BOOLEAN("boolean") {
        @Override
        Object[] array(Stream<? extends @Nullable Object> values) {
            return values.toArray(Boolean[]::new);
        }

        @Override
        void write(CopyBuffer out, Object value) {
            out.bool((Boolean) value);
        }
    },
    DATE("date") {
        @Override
        void write(CopyBuffer out, Object value) {
            out.date((LocalDate) value);
        }
    },
    TIMESTAMPTZ("timestamptz") {
        // Cut off as write does: PostgreSQL would round a text, so the same event would leave two times.
        @Override
        Object[] array(Stream<? extends @Nullable Object> values) {
            return super.array(
                    values.map(value -> value == null ? null : ((Instant) value).truncatedTo(ChronoUnit.MICROS)));
        }

        @Override
        void write(CopyBuffer out, Object value) {
            out.time((Instant) value);
        }
    },
    BYTEA("bytea") {
        @Override
        Object[] array(Stream<? extends @Nullable Object> values) {
            return values.toArray(byte[][]::new);
        }

        @Override
        void write(CopyBuffer out, Object value) {
            out.bytes((byte[]) value);
        }
    },
    JSONB("jsonb") {
        @Override
        void write(CopyBuffer out, Object value) {
            out.jsonb(value.toString());
        }
    };

    private static final Map<String, SqlColumnType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.sqlName, Function.identity()));

    private final String sqlName;

    SqlColumnType(String sqlName) {
        this.sqlName = sqlName;
    }

    static SqlColumnType of(String sqlName) {
        SqlColumnType type = BY_NAME.get(sqlName);
        if (type == null) {
            throw new IllegalArgumentException(
                    "Expected one of the column types %s, got '%s'".formatted(BY_NAME.keySet(), sqlName));
        }
        return type;
    }

    String sqlName() {
        return sqlName;
    }

    /** Arrays have the very element type that the driver sends in binary; others travel as texts, which PostgreSQL converts. */
    Object[] array(Stream<? extends @Nullable Object> values) {
        return values.map(value -> value == null ? null : value.toString()).toArray(String[]::new);
    }

    /** Returns what the driver is told that {@link #array} holds. */
    String elementType() {
        return switch (this) {
            case INTEGER, BIGINT, BOOLEAN, BYTEA -> sqlName;
            case TEXT, DATE, TIMESTAMPTZ, JSONB -> "text";
        };
    }

    abstract void write(CopyBuffer out, Object value);
}
