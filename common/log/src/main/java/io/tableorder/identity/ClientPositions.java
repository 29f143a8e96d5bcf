package io.tableorder.identity;

import io.tableorder.event.Position;
import io.tableorder.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes positions as clients are given them, and reads them back. Which log it is has to be learnt from Kafka first; until
 * then positions go out without an identity, which at worst makes them another log's later. Thread-safe.
 */
public final class ClientPositions {

    private final JsonMapper json = Json.mapper().rebuild().addModule(module()).build();
    private volatile @Nullable LogIdentity log;

    /** Says which log is read from now on. */
    public void areOf(LogIdentity identity) {
        log = identity;
    }

    /** Returns false until it is known which log is read. */
    public boolean isLogKnown() {
        return log != null;
    }

    /** Returns the text of a position, or of several. */
    public String write(Object position) {
        LogIdentity known = log;
        return known == null ? position.toString() : known.mark(position.toString());
    }

    /** Returns false if the text is of another log than the one that is read. While that is unknown, each is of this one. */
    public boolean isOfThisLog(String text) {
        LogIdentity known = log;
        return known == null || known.equals(LogIdentity.in(text));
    }

    /** Returns the text of a position without what says which log it is of. */
    public String plain(String text) {
        return LogIdentity.plain(text);
    }

    /** Returns the JSON of what is shown to clients, with its positions. */
    public String json(Object shown) {
        return json.writeValueAsString(shown);
    }

    /** Returns what makes a mapper write each {@link Position} so. */
    public JacksonModule module() {
        return new SimpleModule("client positions").addSerializer(Position.class, new ValueSerializer<>() {
            @Override
            public void serialize(Position position, JsonGenerator out, SerializationContext context) {
                out.writeString(write(position));
            }
        });
    }
}
