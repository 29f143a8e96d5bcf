package io.tableorder.api.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the screens' scripts, styles and texts. */
@Configuration(proxyBeanMethods = false)
class ScreenResources implements WebMvcConfigurer {

    static final String PATHS = "/screens/**";

    private static final String LIT = "/screens/lit/";
    private static final String OWN = "/screens/";
    private static final String OWN_LOCATION = "classpath:/screens/";

    /** The tags are of resources inside this service, of which there are few and which do not change while it runs. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    private final ResourceLoader loader;
    private final String litLocation;

    ScreenResources(@Value("${tableorder.lit-html.version}") String litVersion, ResourceLoader loader) {
        this.litLocation = "classpath:/META-INF/resources/webjars/lit-html/" + litVersion + "/";
        this.loader = loader;
    }

    /** Returns what is served at a path below {@link #PATHS}. */
    Resource at(String path) {
        return loader.getResource(
                path.startsWith(LIT)
                        ? litLocation + path.substring(LIT.length())
                        : OWN_LOCATION + path.substring(OWN.length()));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        serve(registry, PATHS, OWN_LOCATION);
        serve(registry, LIT + "**", litLocation);
    }

    /**
     * Tagged by content, since files of a reproducible build all have the same date. The tag is weak, because the same file
     * is sent compressed and as it is (RFC 9110, 8.8.1).
     */
    private void serve(ResourceHandlerRegistry registry, String paths, String location) {
        registry.addResourceHandler(paths)
                .addResourceLocations(location)
                .setUseLastModified(false)
                .setEtagGenerator(resource -> tags.computeIfAbsent(String.valueOf(resource), _ -> tag(resource)))
                .setCacheControl(CacheControl.noCache());
    }

    private static String tag(Resource resource) {
        try {
            return "W/\"%s\"".formatted(DigestUtils.md5DigestAsHex(resource.getContentAsByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
