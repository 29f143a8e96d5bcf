package io.tableorder.operability.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of a conditional request, as RFC 9110, section 13.1, writes them: a list, which may be spread over
 * several header lines, or {@code *}.
 *
 * @param any the header is {@code *}, which every representation matches
 * @param tags none when {@code any}
 */
public record EntityTags(boolean any, List<Tag> tags) {

    /**
     * A tag is one entity tag of a header.
     *
     * @param value without its quotes
     */
    public record Tag(boolean weak, String value) {}

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");

    public EntityTags {
        tags = List.copyOf(tags);
    }

    /** Reads the lines of one header; empty when they are no list of entity tags. */
    public static Optional<EntityTags> parse(Enumeration<String> lines) {
        String header = String.join(",", Collections.list(lines)).strip();
        if (header.equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        List<Tag> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(header);
        int position = 0;
        while (tag.find(position) && isBlank(header, position, tag.start())) {
            tags.add(new Tag(tag.group(1) != null, tag.group(2)));
            int comma = skipBlank(header, tag.end());
            if (comma == header.length()) {
                return Optional.of(new EntityTags(false, tags));
            }
            if (header.charAt(comma) != ',') {
                return Optional.empty();
            }
            position = comma + 1;
        }
        return Optional.empty();
    }

    /** Returns the values that may match in a strong comparison: a weak tag never does. */
    public List<String> strong() {
        return tags.stream().filter(tag -> !tag.weak()).map(Tag::value).toList();
    }

    private static boolean isBlank(String text, int from, int to) {
        return skipBlank(text, from) >= to;
    }

    private static int skipBlank(String text, int from) {
        int position = from;
        while (position < text.length() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
        return position;
    }
}
