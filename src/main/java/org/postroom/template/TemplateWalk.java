package org.postroom.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BlockNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ExtendsNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.IncludeNode;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks through a compiled template, both sides of every condition and everything it extends and includes, and lists what
 * is wrong and what it uses. What it does not know it refuses.
 */
final class TemplateWalk implements ExpressionCheck.Report {
    private static final int MAX_DEPTH = 10;

    private final Engine engine;
    private final String name;
    private final int depth;
    private final List<TemplateProblem> problems;
    private final Set<String> uses;

    private TemplateWalk(Engine engine, String name, int depth, List<TemplateProblem> problems, Set<String> uses) {
        this.engine = engine;
        this.name = name;
        this.depth = depth;
        this.problems = problems;
        this.uses = uses;
    }

    /** The problems of the template of this name in the engine, empty when it is fine. */
    static List<TemplateProblem> check(Engine engine, String name, List<Variable> variables) {
        return List.copyOf(walked(engine, name, variables).problems);
    }

    /** The names of the variables that the template of this name uses anywhere, be it in a branch that is never taken. */
    static Set<String> uses(Engine engine, String name, List<Variable> variables) {
        return Set.copyOf(walked(engine, name, variables).uses);
    }

    private static TemplateWalk walked(Engine engine, String name, List<Variable> variables) {
        TemplateWalk walk = new TemplateWalk(engine, name, 0, new ArrayList<>(), new LinkedHashSet<>());
        walk.template(Scope.of(variables));
        return walk;
    }

    private void template(Scope scope) {
        try {
            Node root = engine.compile(name).getRootNode();
            if (root instanceof RootNode node) {
                checkBlocks(node);
            }
            visit(root, scope);
        } catch (PebbleException e) {
            problem(e.getLineNumber() == null ? 0 : e.getLineNumber(), e.getPebbleMessage());
        }
    }

    private void visit(Node node, Scope scope) {
        switch (node) {
            case RootNode root -> visit(root.getBody(), scope);
            case BodyNode body -> body.getChildren().forEach(child -> visit(child, scope));
            case TextNode _ -> {}
            case PrintNode print -> print(print, scope);
            case IfNode choice -> choose(choice, scope);
            case ForNode loop -> loop(loop, scope);
            case BlockNode block -> visit(block.getBody(), scope);
            case ExtendsNode child -> other(child.getParentExpression(), child.getLineNumber(), scope);
            case IncludeNode include -> other(include.getIncludeExpression(), include.getLineNumber(), scope);
            case AbstractRenderableNode tag -> problem(tag.getLineNumber(), "A template cannot use this tag");
            default -> problem(0, "A template cannot use this tag");
        }
    }

    private void print(PrintNode print, Scope scope) {
        expressions(scope).check(print.getExpression());
        listOf(print.getExpression(), scope)
                .ifPresent(list ->
                        problem(print.getLineNumber(), "'" + list + "' is a list: use {% for … in " + list + " %}"));
    }

    private void choose(IfNode choice, Scope scope) {
        choice.getConditionsWithBodies().forEach(branch -> {
            expressions(scope).check(branch.getLeft());
            listOf(branch.getLeft(), scope)
                    .ifPresent(list -> problem(
                            choice.getLineNumber(),
                            "'" + list + "' is a list: write {% if " + list + " is not empty %}"));
            visit(branch.getRight(), scope);
        });
        if (choice.getElseBody() != null) {
            visit(choice.getElseBody(), scope);
        }
    }

    private void loop(ForNode loop, Scope scope) {
        Optional<String> list = listOf(loop.getIterable(), scope);
        if (list.isEmpty()) {
            problem(
                    loop.getLineNumber(),
                    "A template can only go through its lists: " + scope.lists().keySet());
            return;
        }
        use(list.get());
        visit(loop.getBody(), scope.inLoop(loop.getIterationVariable(), list.get()));
        if (loop.getElseBody() != null) {
            visit(loop.getElseBody(), scope);
        }
    }

    private void other(Expression<?> named, int line, Scope scope) {
        Optional<String> found =
                literal(named).map(file -> engine.resolve(file, name)).filter(engine::has);
        if (found.isEmpty()) {
            problem(
                    line,
                    "There is no file "
                            + literal(named).map(file -> "'" + file + "'").orElse("of that name"));
        } else if (depth >= MAX_DEPTH) {
            problem(line, "Templates include each other without end");
        } else {
            new TemplateWalk(engine, found.get(), depth + 1, problems, uses).template(scope);
        }
    }

    /** A block that the extended template does not have would vanish without a word. */
    private void checkBlocks(RootNode root) {
        List<? extends Node> children = root.getBody().getChildren();
        Set<String> parents = new HashSet<>();
        boolean extending = false;
        for (Node child : children) {
            if (child instanceof ExtendsNode parent) {
                extending = true;
                literal(parent.getParentExpression())
                        .map(file -> engine.resolve(file, name))
                        .filter(engine::has)
                        .ifPresent(file -> collectBlocks(engine.compile(file).getRootNode(), parents));
            } else if (extending && child instanceof BlockNode block && !parents.contains(block.getName())) {
                problem(
                        block.getLineNumber(),
                        "Unknown block '" + block.getName() + "'" + Nearest.hint(block.getName(), parents));
            }
        }
    }

    private static void collectBlocks(Node node, Set<String> names) {
        switch (node) {
            case RootNode root -> collectBlocks(root.getBody(), names);
            case BodyNode body -> body.getChildren().forEach(child -> collectBlocks(child, names));
            case IfNode choice ->
                choice.getConditionsWithBodies().forEach(branch -> collectBlocks(branch.getRight(), names));
            case BlockNode block -> names.add(block.getName());
            default -> {}
        }
    }

    private Optional<String> listOf(Expression<?> expression, Scope scope) {
        return ExpressionCheck.bare(expression).filter(scope::isList);
    }

    private static Optional<String> literal(Expression<?> expression) {
        return expression instanceof LiteralStringExpression text ? Optional.of(text.getValue()) : Optional.empty();
    }

    private ExpressionCheck expressions(Scope scope) {
        return new ExpressionCheck(scope, engine.filters(), this);
    }

    @Override
    public void use(String variable) {
        uses.add(variable);
    }

    @Override
    public void problem(int line, String message) {
        TemplateProblem problem = new TemplateProblem(Engine.fileOf(name), line, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
