package io.tableorder.operability.request;

import static org.assertj.core.api.Assertions.assertThat;

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
}
