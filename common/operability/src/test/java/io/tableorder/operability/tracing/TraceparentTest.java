package io.tableorder.operability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {

    private static final String SENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void what_callers_began_is_carried_on_and_costs_nothing_when_traces_are_sent_nowhere() {
        try (Traces.Part part = Traces.off().begin(Traces.Kind.SERVER, "GET", SENT)) {
            assertThat(part.traceparent()).isSameAs(SENT);
        }
        assertThat(Traceparent.wellFormed(SENT)).isSameAs(SENT);
        assertThat(Traceparent.traceId(SENT)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(Traceparent.spanId(SENT)).isEqualTo("b7ad6b7169203331");
        assertThat(Traceparent.isSampled(SENT)).isTrue();
    }

    @Test
    void what_nobody_began_has_an_id_for_the_log_and_asks_nobody_to_keep_it() {
        String begun = Traces.off().begin(Traces.Kind.SERVER, "GET", null).traceparent();

        assertThat(Traceparent.wellFormed(begun)).isNotNull();
        assertThat(Traceparent.isSampled(begun)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "not a trace",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void anything_else_is_none(String sent) {
        assertThat(Traceparent.wellFormed(sent)).isNull();
    }
}
