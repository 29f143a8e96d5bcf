package io.tableorder.notifier.stream;

import static io.tableorder.notifier.stream.StreamState.Name.ENDED;
import static io.tableorder.notifier.stream.StreamState.Name.ENDING;
import static io.tableorder.notifier.stream.StreamState.Name.FOLLOWING;
import static io.tableorder.notifier.stream.StreamState.Name.OPENING;
import static io.tableorder.notifier.stream.StreamState.Name.REPLAYING;
import static io.tableorder.notifier.stream.StreamState.Name.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.notifier.stream.StreamState.Name;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreamStateTest {

    @Test
    void a_stream_only_goes_forward_and_is_over_once() {
        assertThat(after(OPENING)).containsExactlyInAnyOrder(WAITING, REPLAYING, FOLLOWING, ENDING, ENDED);
        assertThat(after(WAITING)).containsExactlyInAnyOrder(REPLAYING, FOLLOWING, ENDING, ENDED);
        assertThat(after(REPLAYING)).containsExactlyInAnyOrder(FOLLOWING, ENDING, ENDED);
        assertThat(after(FOLLOWING)).containsExactlyInAnyOrder(ENDING, ENDED);
        assertThat(after(ENDING)).containsExactly(ENDED);
        assertThat(after(ENDED)).isEmpty();
    }

    private static Set<Name> after(Name state) {
        return Arrays.stream(Name.values())
                .filter(state::mayBecome)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Name.class)));
    }
}
