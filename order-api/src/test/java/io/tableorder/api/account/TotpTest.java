package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);
    private static final long STEP = NOW.getEpochSecond() / Totp.STEP_SECONDS;

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void the_codes_are_those_of_the_rfcs_appendix(long second, String code) {
        assertThat(Totp.code(SECRET, second / Totp.STEP_SECONDS)).isEqualTo(code);
    }

    @Test
    void a_code_is_taken_half_a_minute_too_early_or_too_late_and_no_more() {
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP - 1), NOW, 0)).hasValue(STEP - 1);
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP), NOW, 0)).hasValue(STEP);
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP + 1), NOW, 0)).hasValue(STEP + 1);
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP - 2), NOW, 0)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP + 2), NOW, 0)).isEmpty();
    }

    @Test
    void neither_the_last_code_nor_one_before_it_is_taken_again() {
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP), NOW, STEP)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP - 1), NOW, STEP)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP + 1), NOW, STEP)).hasValue(STEP + 1);
    }

    @Test
    void an_app_reads_the_secret_as_base32_from_an_address_whose_names_are_escaped() {
        assertThat(Totp.text(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.uri(SECRET, "Table Order", "boss@hanok"))
                .isEqualTo("otpauth://totp/Table%20Order:boss%40hanok?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Table%20Order");
    }

    @Test
    void every_secret_is_another() {
        assertThat(Totp.newSecret()).hasSize(Totp.SECRET_BYTES).isNotEqualTo(Totp.newSecret());
    }
}
