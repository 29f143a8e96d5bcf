package io.tableorder.api.web;

import io.tableorder.api.account.StoreScope;
import io.tableorder.api.idempotency.Write;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers the {@link Write}, so that none of them can forget to ask whose store it is. */
final class WriteArgumentResolver implements HandlerMethodArgumentResolver {

    private final StoreScope scope;

    WriteArgumentResolver(StoreScope scope) {
        this.scope = scope;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Write.class;
    }

    @Override
    public Write resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (servletRequest == null
                || authentication == null
                || !(authentication.getPrincipal() instanceof Caller caller)) {
            throw new ProblemException(ErrorCode.AUTH_ERROR);
        }
        return Write.of(caller, scope.storeOf(caller, request.getParameter("store_id")), servletRequest);
    }
}
