package io.tableorder.api.screen;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.text.Language;
import io.tableorder.operability.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** This is what differs between the pages: the rest of each is page.html. */
enum Page {
    TABLET("tablet", ApiText.TITLE_TABLET, "#fbf7f0", List.of("base", "tablet")),
    ADMIN("admin", ApiText.TITLE_ADMIN, "#f4f1ec", List.of("base", "frame", "admin")),
    CHAIN("chain", ApiText.TITLE_CHAIN, "#f4f1ec", List.of("base", "frame", "chain")),
    OPS("ops", ApiText.TITLE_OPS, "#f4f1ec", List.of("base", "frame", "ops")),
    PLATFORM("platform", ApiText.TITLE_PLATFORM, "#f4f1ec", List.of("base", "frame", "chain", "platform")),
    SETUP("setup", ApiText.TITLE_SETUP, "#f4f1ec", List.of("base", "frame", "setup")),
    INVITATION("invitation", ApiText.TITLE_INVITATION, "#f4f1ec", List.of("base", "frame")),
    SIGNED_IN("signed-in", ApiText.TITLE_SIGNED_IN, "#f4f1ec", List.of("base", "frame"));

    private final String html;

    Page(String name, Text title, String themeColor, List<String> styles) {
        StringBuilder links = new StringBuilder();
        for (String style : styles) {
            links.append("<link rel=\"stylesheet\" href=\"/screens/style/%s.css\" />".formatted(style));
        }
        this.html = frame().replace("{name}", name)
                .replace("{title}", title.in(Language.DEFAULT))
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
