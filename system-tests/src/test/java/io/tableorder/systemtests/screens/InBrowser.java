package io.tableorder.systemtests.screens;

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

/** A test class that needs {@link Screens}, of which there is one for all. Skipped, loudly, where there is no browser. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
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
            return parameter.getParameter().getType() == Screens.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return store(context).computeIfAbsent(Screens.class, _ -> Screens.open(), Screens.class);
        }

        /** A page that nobody looks at any more still follows its stream. */
        @Override
        public void afterEach(ExtensionContext context) {
            Screens screens = store(context).get(Screens.class, Screens.class);
            if (screens != null) {
                screens.closeDevices();
            }
        }

        private static Store store(ExtensionContext context) {
            return context.getRoot().getStore(Namespace.create(Screens.class));
        }
    }
}
