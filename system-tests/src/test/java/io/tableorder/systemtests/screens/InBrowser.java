package io.tableorder.systemtests.screens;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test class that needs {@link Screens}, or no more than a {@link Browser}; there is one of each for all. Skipped, loudly,
 * where there is no browser. These classes follow each other on one thread, the only one that may use the browser.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(InBrowser.Extension.class)
@interface InBrowser {

    final class Extension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

        private static final String NO_BROWSER =
                "NO BROWSER, SO NO SCREEN IS TESTED: install chromium, or name one in CHROMIUM";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (LocalBrowser.find().isPresent()) {
                return ConditionEvaluationResult.enabled("there is a browser");
            }
            if (context.getTestMethod().isEmpty()) {
                System.out.println("*** " + context.getDisplayName() + ": " + NO_BROWSER + " ***");
            }
            return ConditionEvaluationResult.disabled(NO_BROWSER);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == Screens.class || type == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Store store = store(context);
            Browser browser = store.computeIfAbsent(OpenBrowser.class, _ -> OpenBrowser.open(), OpenBrowser.class)
                    .browser();
            return parameter.getParameter().getType() == Browser.class
                    ? browser
                    : store.computeIfAbsent(Screens.class, _ -> Screens.open(browser), Screens.class);
        }

        /** A page that nobody looks at any more still follows its stream, and an answer that is held back for it may come. */
        @Override
        public void afterEach(ExtensionContext context) {
            OpenBrowser open = store(context).get(OpenBrowser.class, OpenBrowser.class);
            if (open != null) {
                open.browser().contexts().forEach(left -> {
                    left.pages().forEach(Page::unrouteAll);
                    left.close();
                });
            }
        }

        private static Store store(ExtensionContext context) {
            return context.getRoot().getStore(Namespace.create(Screens.class));
        }
    }
}
