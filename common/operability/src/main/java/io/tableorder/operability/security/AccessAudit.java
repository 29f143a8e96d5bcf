package io.tableorder.operability.security;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops start-up when a controller serves a path that no rule covers: a forgotten rule must not open a door. */
final class AccessAudit implements SmartInitializingSingleton {

    private final AccessLookup table;
    private final RequestMappingHandlerMapping handlers;

    AccessAudit(AccessLookup table, RequestMappingHandlerMapping handlers) {
        this.table = table;
        this.handlers = handlers;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> uncovered = handlers.getHandlerMethods().entrySet().stream()
                // Reached by the server itself, after a request was refused or failed.
                .filter(handler -> !ErrorController.class.isAssignableFrom(
                        handler.getValue().getBeanType()))
                .flatMap(handler -> uncovered(handler.getKey()))
                .sorted()
                .toList();
        if (!uncovered.isEmpty()) {
            throw new IllegalStateException("No access rule covers " + String.join(", ", uncovered)
                    + ": say in an AccessPolicy bean who may call it");
        }
    }

    private Stream<String> uncovered(RequestMappingInfo mapping) {
        Set<RequestMethod> declared = mapping.getMethodsCondition().getMethods();
        List<RequestMethod> methods = declared.isEmpty() ? List.of(RequestMethod.values()) : List.copyOf(declared);
        return mapping.getPatternValues().stream()
                .flatMap(pattern -> methods.stream()
                        .filter(method -> !isPreflight(method))
                        .filter(method -> !table.serves(method.asHttpMethod(), example(pattern)))
                        .map(method -> method + " " + pattern));
    }

    private static boolean isPreflight(RequestMethod method) {
        return method.asHttpMethod().equals(HttpMethod.OPTIONS)
                || method.asHttpMethod().equals(HttpMethod.TRACE);
    }

    /** Returns some path that the pattern matches. */
    private static String example(String pattern) {
        return pattern.replaceAll("\\{\\*[^}]*}|\\*\\*", "x/y").replaceAll("\\{[^}]*}|\\*", "x");
    }
}
