package io.tableorder.operability.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestContextTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @ParameterizedTest
    @ValueSource(strings = {"a", "tablet-7.42_x", "0123456789012345678901234567890123456789012345678901234567890123"})
    void a_well_formed_id_is_taken(String id) {
        request.addHeader("X-Request-ID", id);

        assertThat(RequestContext.requestId(request)).isEqualTo(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "two words",
                "line\nbreak",
                "한글",
                "{\"x\":1}",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void for_any_other_a_new_one_is_made_once(String id) {
        if (id != null) {
            request.addHeader("X-Request-ID", id);
        }

        String made = RequestContext.requestId(request);

        assertThat(made).matches("[0-9a-f]{8}");
        assertThat(RequestContext.requestId(request)).isEqualTo(made);
    }

    @Test
    void a_trace_is_carried_on() {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        request.addHeader("traceparent", traceparent);

        assertThat(RequestContext.traceparent(request)).isEqualTo(traceparent);
        assertThat(RequestContext.traceId(traceparent)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "not a trace"
            })
    void a_trace_that_is_none_is_begun_anew(String traceparent) {
        if (traceparent != null) {
            request.addHeader("traceparent", traceparent);
        }

        assertThat(RequestContext.traceparent(request))
                .isNotEqualTo(traceparent)
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }
}
