package io.tableorder.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {

    @Test
    void ports_that_nobody_has_bound_yet_are_not_given_twice() {
        assertThat(Stream.generate(LoopbackPort::free).limit(900)).doesNotHaveDuplicates();
    }
}
