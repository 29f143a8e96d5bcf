package io.tableorder.api.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** This is what differs between the pages: the rest of each is page.html. */
enum Page {
    TABLET("tablet", "주문", "#fbf7f0", List.of("base", "tablet")),
    ADMIN("admin", "매장 현황", "#f4f1ec", List.of("base", "frame", "admin")),
    CHAIN("chain", "체인 현황", "#f4f1ec", List.of("base", "frame", "chain")),
    OPS("ops", "운영", "#f4f1ec", List.of("base", "frame", "ops"));

    private final String html;

    Page(String name, String title, String themeColor, List<String> styles) {
        StringBuilder links = new StringBuilder();
        for (String style : styles) {
            links.append("<link rel=\"stylesheet\" href=\"/screens/style/%s.css\" />".formatted(style));
        }
        this.html = frame().replace("{name}", name)
                .replace("{title}", title)
                .replace("{theme-color}", themeColor)
                .replace("{styles}", links);
    }

    String html() {
        return html;
    }

    private static String frame() {
        try {
            return new ClassPathResource("screens/page.html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("screens/page.html is missing in this build", e);
        }
    }
}
