package io.tableorder.operability.error;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The last net: what fails outside the dispatcher, in a filter for example, would else be answered by the server. */
final class EscapedFailureFilter extends HttpFilter {

    private final transient FailureResponder responder;

    EscapedFailureFilter(FailureResponder responder) {
        this.responder = responder;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException wrapped) {
            responder.answer(request, response, wrapped.getCause() == null ? wrapped : wrapped.getCause());
        } catch (IOException | RuntimeException | Error failure) {
            responder.answer(request, response, failure);
        }
    }
}
