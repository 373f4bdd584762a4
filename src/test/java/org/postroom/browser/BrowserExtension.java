package org.postroom.browser;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postroom.testing.InstalledPrograms;

/** Hands the one browser of a run to the tests that ask for it. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Chromium.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = Stream.of(Chromium.PROGRAM, Chromium.NODE)
                .filter(program -> InstalledPrograms.find(program).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            return ConditionEvaluationResult.disabled("not installed here: " + String.join(", ", missing));
        }
        return Files.exists(Axe.SCRIPT)
                ? ConditionEvaluationResult.enabled("all that a browser needs is there")
                : ConditionEvaluationResult.disabled("no " + Axe.SCRIPT + ": run npm ci in src/test/browser");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Chromium.class);
    }

    /** JUnit closes it with the root context's store. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("chromium", _ -> Chromium.launch(), Chromium.class);
    }
}
