package org.postroom.web.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postroom.agent.AgentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.IdSyntax;
import org.postroom.desk.Act;
import org.postroom.desk.Seen;
import org.postroom.desk.Words;
import org.postroom.ticket.TicketNumber;
import org.postroom.web.Ask;
import org.postroom.web.FormKey;

/**
 * What is to be done to several tickets, as a form says it.
 *
 * @param chosen the tickets, each once, in the order of the form; {@value #MOST} at most
 * @param typed what was written or picked in it
 * @param sending how it is to be done
 * @param key tells this form from every other; empty when somebody meddled with it
 * @param back where it leads when all is done
 */
record SeveralForm(
        SeveralAct act,
        List<Chosen> chosen,
        Typed typed,
        WrittenForm.Sending sending,
        Optional<FormKey> key,
        String back) {
    /** How many tickets one form may be about. */
    static final int MOST = 100;

    SeveralForm {
        chosen = List.copyOf(chosen);
    }

    /**
     * A ticket of the form.
     *
     * @param seen how much of it there was when the form was shown
     */
    record Chosen(TicketNumber number, Seen seen) {
        /** A number, with, behind a colon, up to where the ticket stood once the form was shown. */
        static Optional<Chosen> parse(String value) {
            String[] parts = value.split(":", 2);
            Seen seen = parts.length < 2 ? new Seen.Unknown() : WrittenForm.seenUpTo(parts[1]);
            return TicketNumber.parse(parts[0]).map(number -> new Chosen(number, seen));
        }
    }

    /**
     * What was typed and picked.
     *
     * @param agent id of whom they go to; {@value #NOBODY}: nobody
     * @param place group they go to
     */
    record Typed(String text, String agent, String place) {
        static final String NOBODY = "-";
        static final Typed NOTHING = new Typed("", "", "");
    }

    /** The form that is asked for with its tickets chosen; empty when the address names nothing that can be done. */
    static Optional<SeveralForm> asked(Ask ask) {
        return SeveralAct.ofWord(ask.query("act").orElse(""))
                .map(act -> new SeveralForm(
                        act,
                        chosen(ask.queries("ticket")),
                        Typed.NOTHING,
                        new WrittenForm.Sending(false, false, LaterForm.NOW),
                        Optional.empty(),
                        ReturnPath.ofList(ask.query("back").orElse(""))));
    }

    /** The form as it was sent; empty when it says nothing that can be done. */
    static Optional<SeveralForm> sent(Ask ask) {
        return SeveralAct.ofWord(ask.field("act"))
                .map(act -> new SeveralForm(
                        act,
                        chosen(ask.fields("ticket")),
                        new Typed(WrittenForm.unixLines(ask.field("text")), ask.field("agent"), ask.field("place")),
                        WrittenForm.sending(ask.field("then"), ask.field("confirmed"), LaterForm.NOW),
                        FormKey.parse(ask.field("key")),
                        ReturnPath.ofList(ask.field("back"))));
    }

    private static List<Chosen> chosen(List<String> values) {
        Map<TicketNumber, Chosen> each = values.stream()
                .flatMap(value -> Chosen.parse(value).stream())
                .collect(
                        Collectors.toMap(Chosen::number, Function.identity(), (first, _) -> first, LinkedHashMap::new));
        return each.values().stream().limit(MOST).toList();
    }

    /** The acts on each of the tickets; empty when the form says too little. */
    Optional<List<Act>> acts() {
        return switch (act) {
            case ANSWER -> words().map(words -> closing(new Act.Answer(words)));
            case COMMENT -> words().map(words -> List.of(new Act.Comment(words)));
            case ASSIGN -> assignment().map(List::of);
            case TRANSFER -> GroupId.parse(typed.place()).map(group -> List.of(new Act.Transfer(group)));
            case CLOSE -> Optional.of(List.of(new Act.Close()));
        };
    }

    private Optional<Words> words() {
        return Optional.of(typed.text().strip())
                .filter(text -> !text.isEmpty())
                .map(text -> Words.onPage(text, List.of(), List.of()));
    }

    private List<Act> closing(Act answer) {
        return sending.close() ? List.of(answer, new Act.Close()) : List.of(answer);
    }

    private Optional<Act> assignment() {
        if (typed.agent().equals(Typed.NOBODY)) {
            return Optional.of(new Act.Unassign());
        }
        return Optional.of(typed.agent()).filter(IdSyntax::isValid).map(id -> new Act.Assign(new AgentId(id)));
    }
}
