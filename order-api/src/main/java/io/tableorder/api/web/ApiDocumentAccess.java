package io.tableorder.api.web;

import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** The API's own description is for everybody: it says nothing about any store. */
@Component
final class ApiDocumentAccess implements AccessPolicy {

    @Override
    public void describe(AccessRules rules) {
        rules.open(HttpMethod.GET, "/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs", "/v3/api-docs.yaml")
                .open(HttpMethod.GET, "/v3/api-docs/**", "/webjars/**");
    }
}
