package org.postroom.web.agent;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.IdSyntax;
import org.postroom.agent.ProductId;
import org.postroom.ticket.Priority;
import org.postroom.view.Criteria;
import org.postroom.view.Criterion;
import org.postroom.view.Key;
import org.postroom.view.Unknown;

/**
 * Says in the reader's language what criteria want.
 *
 * @param texts a text by its key and its arguments
 */
record CriteriaWords(Names names, BiFunction<String, Object[], String> texts) {
    private static final Pattern TIME = Pattern.compile("([<>])([0-9]{1,4})([hdw])");

    /** A criterion: what it is about, and what is wanted. */
    record Chip(String label, String words) {}

    /** A chip for each criterion, for the words looked for, and for an order that is not the usual one. */
    List<Chip> of(Criteria criteria) {
        Stream<Chip> all = criteria.all().stream()
                .map(criterion -> new Chip(text("criterion." + criterion.key().word()), words(criterion)));
        Stream<Chip> words = Stream.of(criteria.text())
                .filter(text -> !text.isEmpty())
                .map(text -> new Chip(text("criterion.text"), text));
        Stream<Chip> order =
                criteria.order().stream().map(by -> new Chip(text("list.sort"), text("list.sort." + by.word())));
        return Stream.of(all, words, order).flatMap(chips -> chips).toList();
    }

    /** A sentence for each value by which nothing passes. */
    List<String> sentences(List<Unknown> unknown) {
        return unknown.stream()
                .map(one -> text("criterion.gone." + one.key().word(), one.value()))
                .toList();
    }

    private String words(Criterion criterion) {
        return criterion.values().stream()
                .map(value -> word(criterion.key(), value))
                .collect(Collectors.joining(", "));
    }

    private String word(Key key, String value) {
        return switch (key) {
            case STATUS ->
                switch (value) {
                    case "active", "waiting", "closed", "locked" -> text("state." + value);
                    case "open" -> text("state.active") + ", " + text("state.waiting");
                    default -> value;
                };
            case PRIORITY ->
                Priority.ofWord(value)
                        .map(priority -> text("priority." + priority.word()))
                        .orElse(value);
            case DEPARTMENT -> department(value);
            case GROUP -> GroupId.parse(value).map(names::of).orElse(value);
            case PRODUCT -> product(value);
            case ASSIGNEE -> agent(value);
            case SHARED_WITH, SHARED_BY -> value.equals("me") ? text("criterion.us") : department(value);
            case AGE, CHANGED -> time(value);
        };
    }

    private String department(String value) {
        return IdSyntax.isValid(value) ? names.of(new DepartmentId(value)) : value;
    }

    private String product(String value) {
        if (value.equals("none")) {
            return text("product.none");
        }
        return IdSyntax.isValid(value) ? names.of(new ProductId(value)) : value;
    }

    private String agent(String value) {
        return switch (value) {
            case "me" -> text("criterion.me");
            case "nobody" -> text("ticket.nobody");
            default -> IdSyntax.isValid(value) ? names.of(new AgentId(value)) : value;
        };
    }

    private String time(String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            return value;
        }
        String unit = text("criterion.time." + time.group(3), Integer.parseInt(time.group(2)));
        return text(time.group(1).equals(">") ? "criterion.more" : "criterion.less", unit);
    }

    private String text(String key, Object... arguments) {
        return texts.apply(key, arguments);
    }
}
