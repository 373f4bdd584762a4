package org.postroom.storage;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.postroom.testing.MariaDbServer;

/** Runs each {@link DatabaseTest} once on each database, with an empty one of its own. */
final class DatabaseExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod()
                .filter(method -> method.isAnnotationPresent(DatabaseTest.class))
                .isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Stream.of(Dialect.values()).map(Invocation::new);
    }

    private record Invocation(Dialect dialect) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return dialect.product();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Skip(dialect), new Supply(dialect));
        }
    }

    private record Skip(Dialect dialect) implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return dialect == Dialect.MARIADB && !MariaDbServer.installed()
                    ? ConditionEvaluationResult.disabled("mariadbd is not installed here: not run on MariaDB")
                    : ConditionEvaluationResult.enabled("runs on " + dialect.product());
        }
    }

    /** Makes the database when a parameter asks for it, and removes it after the test. */
    private static final class Supply implements ParameterResolver, AfterEachCallback {
        private final Dialect dialect;
        private @Nullable TestDatabase database;

        Supply(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == Database.class || type == DatabaseSettings.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            TestDatabase supplied = database == null ? TestDatabase.create(dialect) : database;
            database = supplied;
            return parameter.getParameter().getType() == Database.class ? supplied.database() : supplied.settings();
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (database != null) {
                database.close();
                database = null;
            }
        }
    }
}
