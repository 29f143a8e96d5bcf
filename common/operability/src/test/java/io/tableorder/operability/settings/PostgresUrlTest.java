package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://app:pw@db:5432/orders, jdbc:postgresql://db:5432/orders, app, pw",
        "postgresql+asyncpg://app:pw@db/orders, jdbc:postgresql://db/orders, app, pw",
        "jdbc:postgresql://db/orders?user=app&password=pw, jdbc:postgresql://db/orders, app, pw",
        "jdbc:postgresql://db/orders?user=app&password=p%26w&sslmode=require, jdbc:postgresql://db/orders?sslmode=require, app, p&w",
        "postgresql+asyncpg://app:pw@db/orders?ssl=require, jdbc:postgresql://db/orders?sslmode=require, app, pw",
        "postgresql://app:p%40ss%2Fw+rd@db/orders, jdbc:postgresql://db/orders, app, p@ss/w+rd",
        "'postgresql://app:pw@a:5432,b:5432/orders', 'jdbc:postgresql://a:5432,b:5432/orders', app, pw",
        "postgresql://app:pw@[::1]:5432/orders, jdbc:postgresql://[::1]:5432/orders, app, pw",
    })
    void is_read_however_it_is_written(String url, String jdbcUrl, String username, String password) {
        assertThat(PostgresUrl.parse(url)).isEqualTo(new PostgresUrl(jdbcUrl, username, password));
    }

    @Test
    void needs_no_credentials() {
        assertThat(PostgresUrl.parse("postgresql://db/orders"))
                .isEqualTo(new PostgresUrl("jdbc:postgresql://db/orders", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:pw@db/orders",
                "postgresql://u:pw@db",
                "postgresql://u:pw@/orders",
                "orders",
                "postgresql://u:%zz@db/orders"
            })
    void is_refused_without_telling_the_password(String url) {
        assertThatThrownBy(() -> PostgresUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("pw");
    }
}
