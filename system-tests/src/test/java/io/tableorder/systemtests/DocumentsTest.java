package io.tableorder.systemtests;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.systemtests.WatchedMetrics.Documented;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents that people read lead where they say, and name only what the code has. */
class DocumentsTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path RECORDS = HOME.resolve("docs/decisions");
    private static final Path RUNBOOKS = HOME.resolve("docs/runbooks");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".data", "node_modules");
    /** More than a screen or two is not read by somebody who only wants to try it. */
    private static final int README_LINES = 100;

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);
    private static final Pattern FENCED = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern RECORD_NAME = Pattern.compile("\\d{4}-.+\\.md");
    private static final Pattern METRIC = Pattern.compile("\\btableorder_\\w+");
    private static final Pattern SUFFIX = Pattern.compile("_(sum|count|bucket|max)$");
    private static final Pattern LOG_LINE = Pattern.compile("log line\\s+`([^`]+)`");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: (\\S+)");

    /** A preposition, a value or a question word that begins a Javadoc has neither subject nor verb behind it here. */
    private static final Pattern PART_OF_A_SENTENCE =
            Pattern.compile("/\\*\\*[\\s*]+((?:As|By|For|Of|To|Whether|Which|Whose"
                    + "|With|Without|(?:Empty|False|None|Null|True) (?:for|if|until|when|while))\\b[^\\n]*)");

    @Test
    void every_link_between_documents_leads_to_something() throws IOException {
        assertThat(documents().flatMap(DocumentsTest::deadLinks)).isEmpty();
    }

    @Test
    void the_readme_is_short_enough_to_be_read() throws IOException {
        assertThat(Files.readAllLines(HOME.resolve("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
        assertThat(Files.readAllLines(HOME.resolve("README.ko.md"))).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @Test
    void a_decision_record_says_status_date_and_the_whole_in_its_first_five_lines() throws IOException {
        assertThat(records()).isNotEmpty().allSatisfy(record -> {
            List<String> lines = Files.readAllLines(record);
            assertThat(lines.getFirst()).matches("# \\d{4} .+");
            assertThat(String.join(" ", lines.subList(1, 5)))
                    .containsPattern("Status: (accepted|superseded)")
                    .containsPattern("\\d{4}-\\d\\d-\\d\\d");
            assertThat(lines).contains("## Context", "## Decision", "## Consequences");
        });
    }

    @Test
    void the_index_names_every_decision_record() throws IOException {
        String index = Files.readString(RECORDS.resolve("README.md"));

        assertThat(records())
                .allSatisfy(record -> assertThat(index)
                        .as("the index, which .ci/decisions writes")
                        .contains("](" + record.getFileName() + ")"));
    }

    @Test
    void runbooks_name_only_metrics_that_exist() throws IOException {
        Set<String> documented =
                WatchedMetrics.documented(HOME).stream().map(Documented::name).collect(toSet());
        Set<String> named = METRIC.matcher(runbooks())
                .results()
                .map(metric -> SUFFIX.matcher(metric.group()).replaceFirst(""))
                .collect(toCollection(TreeSet::new));

        assertThat(named).isNotEmpty().isSubsetOf(documented);
    }

    @Test
    void runbooks_quote_only_log_lines_that_the_code_writes() throws IOException {
        String code = productCode();
        List<String> quoted = LOG_LINE.matcher(runbooks())
                .results()
                .map(line -> line.group(1))
                .toList();

        assertThat(quoted)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(code.contains(line))
                        .as("a string of the product that contains: " + line)
                        .isTrue());
    }

    @Test
    void every_alert_has_a_runbook_that_the_index_names() throws IOException {
        String alerts = Files.readString(HOME.resolve("ops/prometheus/alerts.yml"));
        String index = Files.readString(RUNBOOKS.resolve("README.md"));

        assertThat(ALERT.matcher(alerts).results())
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(index).contains(alert.group(1)));
        assertThat(RUNBOOK.matcher(alerts).results())
                .isNotEmpty()
                .allSatisfy(
                        runbook -> assertThat(HOME.resolve(runbook.group(1))).isRegularFile());
    }

    @Test
    void a_javadoc_begins_with_a_sentence_and_not_with_a_part_of_one() throws IOException {
        try (Stream<Path> sources = Files.walk(HOME)) {
            assertThat(sources.filter(source -> source.toString().contains("/src/main/java/"))
                            .filter(source -> source.toString().endsWith(".java"))
                            .flatMap(DocumentsTest::partsOfSentences))
                    .isEmpty();
        }
    }

    private static Stream<String> partsOfSentences(Path source) {
        return PART_OF_A_SENTENCE
                .matcher(read(source))
                .results()
                .map(part -> HOME.relativize(source) + ": " + part.group(1));
    }

    private static Stream<String> deadLinks(Path document) {
        return LINK.matcher(FENCED.matcher(read(document)).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(document, link))
                .map(link -> HOME.relativize(document) + " -> " + link);
    }

    private static boolean leadsSomewhere(Path document, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
    }

    /** The anchors that a forge makes of a document's headings. */
    private static Set<String> anchors(Path document) {
        return HEADING.matcher(FENCED.matcher(read(document)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(toSet());
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(RECORDS)) {
            return files.filter(file ->
                            RECORD_NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static String runbooks() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            return files.map(DocumentsTest::read).collect(joining("\n"));
        }
    }

    private static String productCode() throws IOException {
        return files(".java")
                .filter(file -> file.toString().contains("src/main/java"))
                .map(DocumentsTest::read)
                .collect(joining("\n"));
    }

    private static Stream<Path> documents() throws IOException {
        return files(".md");
    }

    private static Stream<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            return files
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(DocumentsTest::isOurs)
                    .toList()
                    .stream();
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : HOME.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
