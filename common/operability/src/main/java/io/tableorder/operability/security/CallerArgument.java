package io.tableorder.operability.security;

import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers what is made from the {@link Caller}. On an open path, where there is none, asking for it is a 401. */
public abstract class CallerArgument<T> implements HandlerMethodArgumentResolver {

    private final Class<T> type;

    protected CallerArgument(Class<T> type) {
        this.type = type;
    }

    protected abstract T resolve(Caller caller, HttpServletRequest request);

    @Override
    public final boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == type;
    }

    @Override
    public final T resolveArgument(
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
        return resolve(caller, servletRequest);
    }
}
