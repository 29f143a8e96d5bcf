package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.operability.settings.SecuritySettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactorSecretsTest {

    private static final String OLD = "an-old-key-for-tests-of-more-than-32-bytes";
    private static final String NEW = "a-new-key-for-tests-of-more-than-32-bytes";
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    private static FactorSecrets with(String key, @Nullable String previous) {
        return new FactorSecrets(
                new SecuritySettings(key, Optional.ofNullable(previous), Duration.ofHours(1), List.of()));
    }

    @Test
    void what_is_kept_shows_nothing_and_is_never_the_same_twice() {
        FactorSecrets secrets = with(NEW, null);

        byte[] sealed = secrets.seal("a-1", SECRET);

        assertThat(new String(sealed, US_ASCII)).doesNotContain(new String(SECRET, US_ASCII));
        assertThat(secrets.seal("a-1", SECRET)).isNotEqualTo(sealed);
        assertThat(secrets.open("a-1", sealed)).hasValueSatisfying(opened -> {
            assertThat(opened.secret()).isEqualTo(SECRET);
            assertThat(opened.isOld()).isFalse();
        });
    }

    @Test
    void a_secret_opens_for_no_other_account_and_not_when_it_was_altered() {
        FactorSecrets secrets = with(NEW, null);
        byte[] sealed = secrets.seal("a-1", SECRET);

        assertThat(secrets.open("a-2", sealed)).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(secrets.open("a-1", sealed)).isEmpty();
    }

    @Test
    void a_secret_of_the_key_before_opens_as_long_as_that_key_is_given() {
        byte[] sealed = with(OLD, null).seal("a-1", SECRET);

        assertThat(with(NEW, OLD).open("a-1", sealed))
                .hasValueSatisfying(opened -> assertThat(opened.isOld()).isTrue());
        assertThat(with(NEW, null).open("a-1", sealed)).isEmpty();
    }
}
