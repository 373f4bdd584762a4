package org.postroom.template;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBooleanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralIntegerExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import java.util.Optional;
import java.util.Set;

/** Checks one expression of a template against the names and filters it may use. */
final class ExpressionCheck {
    /** Takes line and message of each problem, and each name that is used. */
    interface Report {
        void problem(int line, String message);

        void use(String name);
    }

    private final Scope scope;
    private final Set<String> filters;
    private final Report report;

    ExpressionCheck(Scope scope, Set<String> filters, Report report) {
        this.scope = scope;
        this.filters = filters;
        this.report = report;
    }

    void check(Expression<?> expression) {
        switch (expression) {
            case ContextVariableExpression _, GetAttributeExpression _ -> variable(expression);
            case FilterInvocationExpression filter -> filter(filter);
            case TestInvocationExpression test -> test(test);
            case BinaryExpression<?> binary -> {
                check(binary.getLeftExpression());
                check(binary.getRightExpression());
            }
            case UnaryExpression unary -> check(unary.getChildExpression());
            case TernaryExpression choice -> {
                check(choice.getExpression1());
                check(choice.getExpression2());
                check(choice.getExpression3());
            }
            case LiteralStringExpression _,
                    LiteralBooleanExpression _,
                    LiteralIntegerExpression _,
                    LiteralLongExpression _ -> {}
            default -> report.problem(expression.getLineNumber(), "A template cannot use such an expression");
        }
    }

    /** The name an expression consists of, seen through the escaping that HTML templates get; empty for anything else. */
    static Optional<String> bare(Expression<?> expression) {
        if (expression instanceof FilterExpression filtered
                && filtered.getRightExpression() instanceof FilterInvocationExpression filter
                && filter.getFilterName().equals(Language.ESCAPE)) {
            return bare(filtered.getLeftExpression());
        }
        return path(expression);
    }

    private static Optional<String> path(Expression<?> expression) {
        return switch (expression) {
            case ContextVariableExpression variable -> Optional.of(variable.getName());
            case GetAttributeExpression attribute
            when attribute.getArgumentsNode() == null
                    && attribute.getAttributeNameExpression() instanceof LiteralStringExpression field ->
                path(attribute.getNode()).map(owner -> owner + "." + field.getValue());
            default -> Optional.empty();
        };
    }

    private void variable(Expression<?> expression) {
        path(expression).ifPresent(report::use);
        path(expression)
                .map(scope::fault)
                .orElse(Optional.of("A template can only name its variables, not call or compute them"))
                .ifPresent(fault -> report.problem(expression.getLineNumber(), fault));
    }

    private void filter(FilterInvocationExpression filter) {
        String name = filter.getFilterName();
        if (!filters.contains(name) && !name.equals(Language.ESCAPE)) {
            report.problem(filter.getLineNumber(), "Unknown filter '" + name + "'" + Nearest.hint(name, filters));
        }
        arguments(filter.getArgs());
    }

    private void test(TestInvocationExpression test) {
        String name = test.getTestName();
        if (!Language.TESTS.contains(name)) {
            report.problem(test.getLineNumber(), "Unknown test '" + name + "'" + Nearest.hint(name, Language.TESTS));
        }
        arguments(test.getArgs());
    }

    private void arguments(ArgumentsNode arguments) {
        if (arguments == null) {
            return;
        }
        if (arguments.getPositionalArgs() != null) {
            arguments.getPositionalArgs().forEach(argument -> check(argument.getValueExpression()));
        }
        if (arguments.getNamedArgs() != null) {
            arguments.getNamedArgs().forEach(argument -> check(argument.getValueExpression()));
        }
    }
}
