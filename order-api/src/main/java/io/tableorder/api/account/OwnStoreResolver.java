package io.tableorder.api.account;

import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.CallerArgument;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Component
final class OwnStoreResolver extends CallerArgument<OwnStore> implements WebMvcConfigurer {

    private final StoreScope scope;

    OwnStoreResolver(StoreScope scope) {
        super(OwnStore.class);
        this.scope = scope;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    protected OwnStore resolve(Caller caller, HttpServletRequest request) {
        return new OwnStore(caller, scope.storeOf(caller, request.getParameter("store_id")));
    }
}
