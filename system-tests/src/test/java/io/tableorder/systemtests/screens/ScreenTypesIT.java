package io.tableorder.systemtests.screens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The types in the scripts' comments hold. The compiler that says so runs in the browser, so that nobody needs Node. */
@InBrowser
class ScreenTypesIT {

    private static final Path SCRIPTS =
            Path.of(System.getProperty("table-order.home")).resolve("screens/src/main/resources/screens");
    private static final String WEBJARS = "META-INF/resources/webjars/";

    /** Takes files by name, and answers with what is wrong in the scripts among them. */
    private static final String CHECK = """
            (files) => {
              const options = {
                allowJs: true, checkJs: true, noEmit: true, strict: true, skipLibCheck: true, types: [],
                target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
                lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
              };
              const host = {
                fileExists: (name) => files[name] !== undefined,
                readFile: (name) => files[name],
                getSourceFile: (name, language) => files[name] === undefined ? undefined : ts.createSourceFile(name, files[name], language, true),
                getDefaultLibFileName: () => '/typescript/lib.d.ts',
                getDefaultLibLocation: () => '/typescript',
                getCurrentDirectory: () => '/',
                getCanonicalFileName: (name) => name,
                useCaseSensitiveFileNames: () => true,
                getNewLine: () => '\\n',
                writeFile: () => {},
              };
              const program = ts.createProgram(Object.keys(files).filter((name) => name.endsWith('.js')), options, host);
              return ts.getPreEmitDiagnostics(program).map((fault) => ts.formatDiagnostic(fault, host));
            }""";

    private final Browser browser;

    ScreenTypesIT(Browser browser) {
        this.browser = browser;
    }

    @Test
    void the_types_in_comments_hold() throws Exception {
        Map<String, String> files = new HashMap<>();
        addTo(files, "/screens", SCRIPTS, ".js");
        addWebJar(files, "/screens/lit", "lit-html/" + System.getProperty("lit-html.version"), "lit-html.d.ts");
        String compiler = "typescript/" + System.getProperty("typescript.version") + "/lib";
        addWebJar(files, "/typescript", compiler, "lib.d.ts");
        Page page = browser.newPage();
        page.addScriptTag(new AddScriptTagOptions().setContent(script(compiler + "/typescript.js")));

        List<?> faults = (List<?>) page.evaluate(CHECK, files);

        assertThat(faults).isEmpty();
    }

    /** @param known a file in the directory: jars do not list directories */
    private static void addWebJar(Map<String, String> files, String as, String directory, String known)
            throws Exception {
        String path = WEBJARS + directory;
        URI uri = Objects.requireNonNull(ScreenTypesIT.class.getClassLoader().getResource(path + "/" + known), path)
                .toURI();
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            addTo(files, as, jar.getPath(path), ".d.ts");
        }
    }

    private static void addTo(Map<String, String> files, String as, Path directory, String ending) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file :
                    found.filter(path -> path.toString().endsWith(ending)).toList()) {
                files.put(as + "/" + directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    private static String script(String path) throws IOException {
        try (InputStream content = ScreenTypesIT.class.getClassLoader().getResourceAsStream(WEBJARS + path)) {
            return new String(Objects.requireNonNull(content, path).readAllBytes(), UTF_8);
        }
    }
}
