package io.tableorder.api.web;

import io.tableorder.identity.ClientPositions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Every X-Position says which log it is of, whoever sets it. */
final class PositionHeader extends OncePerRequestFilter {

    private static final String NAME = "X-Position";

    private final ClientPositions positions;

    PositionHeader(ClientPositions positions) {
        this.positions = positions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void addHeader(String name, String value) {
                super.addHeader(name, name.equals(NAME) ? positions.write(value) : value);
            }

            @Override
            public void setHeader(String name, String value) {
                super.setHeader(name, name.equals(NAME) ? positions.write(value) : value);
            }
        });
    }
}
