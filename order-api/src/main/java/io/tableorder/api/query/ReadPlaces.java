package io.tableorder.api.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps the reads that are under way, waiting ones too, within each caller's, store's and chain's share, before any of them
 * costs the database a thing. Past a share a read waits a moment and is 429; the others' go on. Where queries themselves are slow,
 * it is 503: not the caller asks for too much then.
 */
@Component
final class ReadPlaces implements HandlerInterceptor, WebMvcConfigurer {

    /** One login may have so many at once. A screen asks for a few things together, and a read takes milliseconds. */
    static final int MAXIMUM_OF_LOGIN = 8;

    /** One store may have so many at once, all its tablets and screens together. */
    static final int MAXIMUM_OF_STORE = 64;

    /** One chain may have so many at once: a quarter of those that may wait, so that no chain keeps the others from waiting. */
    static final int MAXIMUM_OF_CHAIN = 100;

    /** A burst waits for its turn, and a crowd is refused so slowly that it cannot live on asking again. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final String HELD = ReadPlaces.class.getName();

    private final ReadModels readModels;

    /** A share is kept while a read holds it, so there are as many as reads. */
    private final Cache<String, Semaphore> shares =
            Caffeine.newBuilder().weakValues().build();

    ReadPlaces(ReadModels readModels) {
        this.readModels = readModels;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean reads = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        Caller caller = reads ? caller() : null;
        if (caller != null) {
            List<Semaphore> held = new ArrayList<>();
            request.setAttribute(HELD, held);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            try {
                take(held, "login/" + caller.login().device(), MAXIMUM_OF_LOGIN, deadline);
                String storeId = caller.storeId();
                if (storeId != null) {
                    take(held, "store/" + storeId, MAXIMUM_OF_STORE, deadline);
                }
                take(held, "chain/" + caller.chainId(), MAXIMUM_OF_CHAIN, deadline);
            } catch (ProblemException refused) {
                // What refuses is not told of the request's end.
                held.forEach(Semaphore::release);
                throw refused;
            }
        }
        return true;
    }

    private static @Nullable Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }

    private void take(List<Semaphore> held, String whose, int maximum, long deadline) {
        Semaphore share = shares.get(whose, _ -> new Semaphore(maximum, true));
        try {
            if (!share.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw tooMany();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooMany();
        }
        held.add(share);
    }

    private ProblemException tooMany() {
        if (readModels.areSlow()) {
            return ProblemException.unavailable(ApiText.QUERIES_AWAY, RETRY_AFTER);
        }
        return new ProblemException(
                Problem.of(ErrorCode.RATE_LIMITED, ApiText.READS_TOO_MANY).withRetryAfter(RETRY_AFTER));
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(HELD) instanceof List<?> held) {
            request.removeAttribute(HELD);
            held.forEach(share -> ((Semaphore) share).release());
        }
    }
}
