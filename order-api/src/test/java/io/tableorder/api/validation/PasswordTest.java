package io.tableorder.api.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.operability.error.ProblemException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

    private record Body(@Password Secret password) {}

    private static boolean mayBeChosen(String password) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();
            return validator.validate(new Body(Secret.of(password))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tableorder-demo",
                "table-demo",
                "plum-kettle-4711",
                "lamp-and-ladder",
                "leaked-1",
                "우리집 강아지 이름",
                "correct horse battery staple",
                "all small letters and no digit"
            })
    void what_only_its_owner_puts_together_may_be_chosen(String password) {
        assertThat(mayBeChosen(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234",
                "12345678",
                "87654321",
                "11112222",
                "12341234",
                "aaaaaaaa",
                "abcdefgh",
                "abcd1234",
                "password",
                "Password1!",
                "p@ssw0rd",
                "P455word2026",
                "qwerty123",
                "1q2w3e4r",
                "tableorder",
                "TableOrder2026",
                "123admin123",
                "비밀번호1234",
                "qlalfqjsgh12"
            })
    void what_is_guessed_first_is_refused(String password) {
        assertThat(mayBeChosen(password)).isFalse();
    }

    @Test
    void a_decomposed_spelling_is_the_same_password() {
        String decomposed = java.text.Normalizer.normalize("안녕하세요1234", java.text.Normalizer.Form.NFD);

        assertThat(mayBeChosen(decomposed)).isFalse();
        assertThat(Secret.of(decomposed).normalised()).isEqualTo("안녕하세요1234");
    }

    @ParameterizedTest
    @CsvSource({"7, false", "8, true", "64, true", "128, true", "129, false"})
    void length_is_counted_in_characters_not_in_bytes(int characters, boolean taken) {
        String password = "가나라사카타파하".repeat(17).substring(0, characters);

        assertThat(mayBeChosen(password)).isEqualTo(taken);
    }

    @Test
    void a_long_password_may_repeat_itself() {
        assertThat(mayBeChosen("x".repeat(64))).isTrue();
        assertThat(mayBeChosen("비밀번호".repeat(8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kim-minjun", "KIM-MINJUN", "kim-minjun12", "!kim-minjun!", "hanok-gangnam1"})
    void a_name_with_little_around_it_is_refused(String password) {
        assertThatThrownBy(() ->
                        PasswordNames.refuse("password", Secret.of(password), List.of("kim-minjun", "hanok-gangnam")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void a_name_among_other_words_is_no_name() {
        PasswordNames.refuse("password", Secret.of("kim-minjun-likes-rain"), List.of("kim-minjun"));
        PasswordNames.refuse("password", null, List.of("kim-minjun"));
    }
}
