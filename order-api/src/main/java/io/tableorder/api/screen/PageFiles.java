package io.tableorder.api.screen;

import io.tableorder.event.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/**
 * This is what a page loads of this service, found as a browser finds it: by its links and its scripts' imports.
 *
 * @param contents by path
 */
record PageFiles(Page page, Map<String, byte[]> contents) {

    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(/screens/[^\"]+)\"");
    private static final Pattern IMPORT =
            Pattern.compile("(?:^|[;}\\n])(?:import|export)[^;'\"]*from ?['\"](\\.[^'\"]+)['\"]");

    static PageFiles of(Page page, ScreenResources resources) {
        Deque<String> toLoad = new ArrayDeque<>();
        LINK.matcher(page.html()).results().forEach(link -> toLoad.add(link.group(1)));
        Map<String, byte[]> contents = new TreeMap<>();
        while (!toLoad.isEmpty()) {
            String path = toLoad.remove();
            if (contents.containsKey(path)) {
                continue;
            }
            byte[] content = read(resources.at(path));
            contents.put(path, content);
            if (path.endsWith(".js")) {
                IMPORT.matcher(new String(content, StandardCharsets.UTF_8))
                        .results()
                        .map(imported ->
                                URI.create(path).resolve(imported.group(1)).getPath())
                        .forEach(toLoad::add);
            }
        }
        return new PageFiles(page, contents);
    }

    private static byte[] read(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns another text as soon as a letter of the page or of one of its files is another. */
    String version() {
        MessageDigest digest = Sha256.begin();
        digest.update(page.html().getBytes(StandardCharsets.UTF_8));
        contents.values().forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
