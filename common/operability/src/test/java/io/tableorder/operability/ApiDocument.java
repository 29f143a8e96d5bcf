package io.tableorder.operability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.yaml.snakeyaml.Yaml;

/** Compares a service's written API document with what its controllers serve. */
public final class ApiDocument {

    private ApiDocument() {}

    /**
     * Asserts that the document describes each operation of the service, and no other.
     *
     * @param servicePackage of the service's controllers; those that all services have are added
     */
    public static void assertDescribes(Path document, String servicePackage) throws IOException {
        Map<String, Map<String, Map<String, Object>>> paths = new Yaml()
                .<Map<String, Map<String, Map<String, Map<String, Object>>>>>load(Files.readString(document))
                .get("paths");
        Stream<String> described = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                servicePackage, "io.tableorder.operability.health", "io.tableorder.operability.metrics")
                        .flatMap(ApiDocument::served)
                        .toList());
    }

    private static Stream<String> served(String basePackage) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        return scanner.findCandidateComponents(basePackage).stream()
                .map(bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null))
                .filter(type -> !ErrorController.class.isAssignableFrom(type))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .filter(mapping -> mapping != null)
                .flatMap(mapping -> Arrays.stream(mapping.path())
                        .flatMap(path -> Arrays.stream(mapping.method()).map(method -> method + " " + path)));
    }
}
