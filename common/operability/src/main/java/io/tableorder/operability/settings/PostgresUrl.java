package io.tableorder.operability.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a database's address apart, as libpq, SQLAlchemy and JDBC write it, into what JDBC wants. */
record PostgresUrl(
        String jdbcUrl, @Nullable String username, @Nullable String password) {

    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>postgresql|postgresql\\+asyncpg|jdbc:postgresql)://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
                    + "(?<hosts>[A-Za-z0-9._\\-:,\\[\\]]+)/(?<database>[^/?#]+)(?:\\?(?<query>[^#]*))?");

    /** @throws IllegalArgumentException without the URL in its message, for it holds a password */
    static PostgresUrl parse(String url) {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a PostgreSQL URL");
        }
        String username = decoded(matcher.group("user"));
        String password = decoded(matcher.group("password"));
        boolean asyncpg = "postgresql+asyncpg".equals(matcher.group("scheme"));
        List<String> parameters = new ArrayList<>();
        for (String parameter : parameters(matcher.group("query"))) {
            if (parameter.startsWith("user=")) {
                username = decoded(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decoded(parameter.substring("password=".length()));
            } else if (asyncpg && parameter.startsWith("ssl=")) {
                // asyncpg's name for what libpq and JDBC call sslmode.
                parameters.add("sslmode=" + parameter.substring("ssl=".length()));
            } else {
                parameters.add(parameter);
            }
        }
        String jdbcUrl = "jdbc:postgresql://" + matcher.group("hosts") + "/" + matcher.group("database")
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
        return new PostgresUrl(jdbcUrl, username, password);
    }

    private static List<String> parameters(@Nullable String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    private static @Nullable String decoded(@Nullable String text) {
        // URLDecoder reads forms, where a plus is a space; in a URL's user info and ours it is a plus.
        return text == null || text.isEmpty()
                ? null
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
