package io.tableorder.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import io.tableorder.api.settings.OidcSettings.Issuer;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.wire.Json;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

class IssuerMetadataTest {

    private static final String NAME = "https://id.example.com/staff";

    private final RestClient.Builder http = RestClient.builder();
    private final MockRestServiceServer server =
            MockRestServiceServer.bindTo(http).build();
    private final Map<String, Object> document = new HashMap<>(Map.of(
            "issuer",
            NAME,
            "authorization_endpoint",
            NAME + "/authorize",
            "token_endpoint",
            NAME + "/token",
            "jwks_uri",
            NAME + "/keys",
            "response_types_supported",
            List.of("code"),
            "subject_types_supported",
            List.of("public")));

    private IssuerMetadata metadata() {
        server.expect(requestTo(NAME + "/.well-known/openid-configuration"))
                .andRespond(withSuccess(Json.mapper().writeValueAsString(document), MediaType.APPLICATION_JSON));
        var issuer = new Issuer(NAME, "orders", "kettle", "SSO", URI.create("https://orders.example.com"));
        return new IssuerMetadata(issuer, http.build(), Clock.systemUTC());
    }

    @Test
    void what_an_issuer_says_of_itself_is_read_once() {
        IssuerMetadata metadata = metadata();

        assertThat(metadata.get().getRedirectUri()).isEqualTo("https://orders.example.com/signed-in");
        assertThat(metadata.get().getProviderDetails().getTokenUri()).isEqualTo(NAME + "/token");
        server.verify();
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, https://elsewhere.example.com",
        "authorization_endpoint, javascript:alert(1)",
        "authorization_endpoint, http://id.example.com/authorize",
        "token_endpoint, http://id.example.com/token",
        "jwks_uri, http://id.example.com/keys"
    })
    void a_document_of_another_or_with_addresses_that_others_can_read_along_is_not_used(String name, String value) {
        document.put(name, value);

        assertThatThrownBy(metadata()::get).isInstanceOf(ProblemException.class);
    }
}
