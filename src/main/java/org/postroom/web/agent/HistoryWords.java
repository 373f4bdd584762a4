package org.postroom.web.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.IdSyntax;
import org.postroom.agent.ProductId;
import org.postroom.ticket.Actor;
import org.postroom.ticket.HistoryLine;

/** Says in the reader's language what a ticket's history holds (SPEC E8). */
final class HistoryWords {
    /** The words of an event that its sentence takes, in the order of their places. */
    private static final Map<String, List<String>> ARGUMENTS = Map.ofEntries(
            Map.entry("opened", List.of()),
            Map.entry("customer-replied", List.of()),
            Map.entry("reply-rejected", List.of("reason")),
            Map.entry("answered", List.of()),
            Map.entry("commented", List.of()),
            Map.entry("assigned", List.of("to")),
            Map.entry("taken", List.of("to")),
            Map.entry("unassigned", List.of()),
            Map.entry("transferred", List.of("from", "to")),
            Map.entry("handed-over", List.of("from", "to")),
            Map.entry("forwarded", List.of("to")),
            Map.entry("shared", List.of("department", "level")),
            Map.entry("unshared", List.of("department")),
            Map.entry("product-chosen", List.of("product")),
            Map.entry("prioritised", List.of("priority")),
            Map.entry("closed", List.of()),
            Map.entry("reopened", List.of()),
            Map.entry("locked", List.of()),
            Map.entry("unlocked", List.of()),
            Map.entry("automatic-mail-received", List.of("mail")),
            Map.entry("bounce-received", List.of("address", "status")),
            Map.entry("auto-response-sent", List.of("to", "template")),
            Map.entry("automatic-mail-suppressed", List.of("to", "reason")),
            Map.entry("delivery-failed", List.of("to", "reason")),
            Map.entry("delivery-uncertain", List.of("to", "reason")),
            Map.entry("participant-added", List.of("address")),
            Map.entry("mail-held", List.of("agent", "reason")),
            Map.entry("mail-released", List.of("agent")),
            Map.entry("mail-cancelled", List.of("agent")),
            Map.entry("answers-crossed", List.of("other")),
            Map.entry("links-revoked", List.of("number")),
            Map.entry("marked-related", List.of("other", "reason")),
            Map.entry("related", List.of("other")),
            Map.entry("unrelated", List.of("other")),
            Map.entry("customer-named", List.of("address")),
            Map.entry("answer-planned", List.of("due")),
            Map.entry("answer-taken-back", List.of("agent")),
            Map.entry("answer-stayed", List.of("agent", "reason")),
            Map.entry("merged-into", List.of("other")),
            Map.entry("merged", List.of("other")),
            Map.entry("split-off", List.of("other")),
            Map.entry("split-from", List.of("other")),
            Map.entry("participant-removed", List.of("address")));

    private final Names names;
    private final BiFunction<String, Object[], String> texts;
    private final Function<Instant, String> moments;

    /**
     * @param texts a text by its key and its arguments
     * @param moments how the reader is shown a date with its time
     */
    HistoryWords(Names names, BiFunction<String, Object[], String> texts, Function<Instant, String> moments) {
        this.names = names;
        this.texts = texts;
        this.moments = moments;
    }

    /**
     * A line as the page shows it.
     *
     * @param way the word of the way it came about by
     * @param state the word of the state the ticket was in from then on, when that changed
     */
    record Row(Instant at, String who, String sentence, String way, Optional<String> state) {}

    Row row(HistoryLine line) {
        return new Row(
                line.at(),
                names.of(line.by().actor()),
                sentence(line),
                line.by().way().word(),
                Optional.ofNullable(line.data().get("state")));
    }

    /** What happened, without who did it; as it was stored, when this version knows no words for it. */
    String sentence(HistoryLine line) {
        List<String> arguments = ARGUMENTS.get(line.kind());
        if (arguments == null || !line.data().keySet().containsAll(arguments)) {
            return line.detail();
        }
        List<Object> values = new ArrayList<>();
        arguments.forEach(name -> values.add(value(line, name)));
        return texts.apply(key(line), values.toArray()).strip();
    }

    private static String key(HistoryLine line) {
        boolean late = line.kind().equals("bounce-received")
                && "false".equals(line.data().get("permanent"));
        boolean own = line.kind().equals("taken")
                && line.by().actor() instanceof Actor.Agent(AgentId agent)
                && agent.value().equals(line.data().get("to"));
        boolean none = line.kind().equals("product-chosen")
                && line.data().getOrDefault("product", "").isEmpty();
        return "history." + line.kind() + (none ? ".none" : "") + (late ? ".late" : "") + (own ? ".own" : "");
    }

    private String value(HistoryLine line, String name) {
        String value = line.data().getOrDefault(name, "");
        return switch (line.kind() + " " + name) {
            case "assigned to",
                    "taken to",
                    "forwarded to",
                    "mail-held agent",
                    "mail-released agent",
                    "mail-cancelled agent",
                    "answer-taken-back agent",
                    "answer-stayed agent",
                    "answers-crossed other" -> names.of(new AgentId(value));
            case "transferred from", "transferred to", "handed-over from", "handed-over to" ->
                GroupId.parse(value).map(names::of).orElse(value);
            case "shared department", "unshared department" -> names.of(new DepartmentId(value));
            case "product-chosen product" -> IdSyntax.isValid(value) ? names.of(new ProductId(value)) : value;
            case "prioritised priority" -> texts.apply("priority." + value, new Object[0]);
            case "shared level" -> texts.apply("share.level." + value, new Object[0]);
            case "automatic-mail-received mail" -> texts.apply("mail-kind." + value, new Object[0]);
            case "answer-planned due" -> moments.apply(Instant.parse(value));
            default -> value;
        };
    }
}
