package io.tableorder.api.text;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.tableorder.architecture.ArchitectureRules;
import io.tableorder.operability.text.TextRules;
import jakarta.validation.Constraint;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiTextsTest {

    private static final JavaClasses CLASSES = ArchitectureRules.mainClasses("io.tableorder.api");

    @Test
    void every_text_and_every_validator_has_words_in_every_language_and_no_words_are_left_over() {
        TextRules.completeInEveryLanguage(ApiText.class, validatorsKeys());
    }

    @Test
    void every_text_is_a_pattern_and_is_said_somewhere() {
        TextRules.readableAsPatterns(ApiText.class);
        TextRules.allUsed(ApiText.class, CLASSES);
    }

    /** The keys that the constraints of this module's bodies name: {@code {jakarta.validation…message}}. */
    private static Set<String> validatorsKeys() {
        return CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(type -> type.getPackageName().contains(".validation"))
                .map(JavaClass::reflect)
                .filter(type -> type.isAnnotationPresent(Constraint.class))
                .map(ApiTextsTest::key)
                .collect(Collectors.toSet());
    }

    private static String key(Class<?> constraint) {
        try {
            Object message = constraint.getMethod("message").getDefaultValue();
            return message.toString().replaceAll("[{}]", "");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(constraint + " has no message", e);
        }
    }
}
