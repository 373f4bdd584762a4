package org.postroom.web.agent;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postroom.agent.Agent;
import org.postroom.agent.TicketAction;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.PlannedAnswer;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.web.FormKey;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.SentForms;
import org.postroom.web.Visit;

/**
 * The same for several tickets at once: each is an order of its own, which its ticket's rules and the policy may refuse; those
 * that came to nothing are shown again with their reasons. However often a form comes, it does the same to a ticket once.
 */
final class SeveralPages {
    private static final int UNPROCESSABLE = 422;
    private static final int CONFLICT = 409;
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Workroom room;
    private final Departure departure;
    private final SeveralLayout layout;
    private final SentForms forms = SentForms.jdbi();
    private final SecureRandom random = new SecureRandom();

    SeveralPages(Workroom room, Departure departure) {
        this.room = room;
        this.departure = departure;
        this.layout = new SeveralLayout(room);
    }

    List<Route> routes() {
        Permission loggedIn = new Permission.LoggedIn();
        return List.of(Route.get("/several", loggedIn, this::ask), Route.post("/several", loggedIn, this::carryOut));
    }

    /** A ticket of the form that the visitor may see. */
    record Named(SeveralForm.Chosen chosen, Ticket ticket) {}

    /**
     * What came of a form: of each ticket by its id.
     *
     * @param waits whether answers of it can still be taken back
     */
    private record Result(SeveralForm form, Map<Long, Outcome> outcomes, boolean waits) {
        boolean has(Class<? extends Outcome> kind) {
            return outcomes.values().stream().anyMatch(kind::isInstance);
        }
    }

    private Reply ask(Visit visit) {
        Optional<SeveralForm> asked =
                SeveralForm.asked(visit.ask()).filter(form -> !form.chosen().isEmpty());
        return asked.map(form -> show(visit, 200, form, Map.of(), List.of())).orElse(Reply.seeOther("/tickets"));
    }

    private Reply carryOut(Visit visit) {
        Optional<SeveralForm> sent = SeveralForm.sent(visit.ask());
        if (sent.isEmpty()) {
            return Reply.seeOther("/tickets");
        }
        SeveralForm form = sent.get();
        Optional<List<Act>> wanted = form.acts();
        if (wanted.isEmpty() || form.chosen().isEmpty() || form.key().isEmpty()) {
            String missing = form.key().isEmpty() ? "several.again" : "several.none";
            String reason = wanted.isEmpty() ? "several.choose." + form.act().word() : missing;
            return show(
                    visit, UNPROCESSABLE, form, Map.of(), List.of(room.look().text(visit, reason)));
        }
        return came(visit, room.write(transaction -> carryOut(transaction, visit.agent(), form, wanted.get())));
    }

    private Result carryOut(Transaction transaction, Agent agent, SeveralForm form, List<Act> wanted) {
        forms.forget(transaction, room.clock().instant().minus(REMEMBERED));
        List<Named> inOrder = named(transaction, agent, form).stream()
                .sorted(Comparator.comparingLong(named -> named.ticket().id().value()))
                .toList();
        Map<Long, Outcome> outcomes = new TreeMap<>();
        boolean waits = false;
        for (Named named : inOrder) {
            Departure.Went went = carryOut(transaction, form, named.ticket(), order(agent, form, named, wanted));
            outcomes.put(named.ticket().id().value(), outcome(went, named.ticket()));
            waits |= went instanceof Departure.Went.Waiting;
        }
        return new Result(form, outcomes, waits);
    }

    /** Does it once, however often the form comes; what was not done before may be done now. */
    private Departure.Went carryOut(Transaction transaction, SeveralForm form, Ticket ticket, Order order) {
        FormKey key = form.key().orElseThrow();
        long part = ticket.id().value();
        if (!forms.begin(transaction, key, part, room.clock().instant())) {
            return before(transaction, ticket, order.agent());
        }
        Departure.Went went = departure.go(transaction, order, Optional.empty());
        if (went instanceof Departure.Went.Now(Outcome outcome) && !(outcome instanceof Outcome.Done)) {
            forms.giveUp(transaction, key, part);
        }
        return went;
    }

    /** What was done by the same form before: it is done, or still waits. */
    private Departure.Went before(Transaction transaction, Ticket ticket, Agent agent) {
        boolean waits = room.stores().planned().ofTicket(transaction, ticket.id()).stream()
                .anyMatch(answer -> answer.isBy(agent.id()));
        return waits
                ? new Departure.Went.Waiting(PlannedAnswer.Kind.UNDO)
                : new Departure.Went.Now(new Outcome.Done(ticket, Optional.empty(), List.of()));
    }

    private static Outcome outcome(Departure.Went went, Ticket ticket) {
        return switch (went) {
            case Departure.Went.Now(Outcome outcome) -> outcome;
            case Departure.Went.Waiting _ -> new Outcome.Done(ticket, Optional.empty(), List.of());
        };
    }

    private static Order order(Agent agent, SeveralForm form, Named named, List<Act> wanted) {
        Order order = Order.onPage(agent, named.ticket().id(), named.chosen().seen(), wanted.toArray(Act[]::new));
        return form.sending().confirmed() ? order.confirm() : order;
    }

    private Reply came(Visit visit, Result result) {
        boolean doubtful = result.has(Outcome.Doubtful.class);
        if (!doubtful && !result.has(Outcome.Refused.class)) {
            if (result.waits()) {
                return Reply.seeOther("/planned?done=several-waits");
            }
            String back = result.form().back();
            return Reply.seeOther(back + (back.contains("?") ? "&" : "?") + "done=several");
        }
        return show(visit, doubtful ? CONFLICT : UNPROCESSABLE, result.form(), result.outcomes(), List.of());
    }

    private Reply show(Visit visit, int status, SeveralForm form, Map<Long, Outcome> outcomes, List<String> faults) {
        Map<String, Object> model = room.read(transaction -> {
            SeveralLayout.Shown shown =
                    new SeveralLayout.Shown(form, named(transaction, visit.agent(), form), outcomes, faults);
            SeveralModel several = layout.of(transaction, visit, shown, FormKey.fresh(random));
            return Frame.around(room, transaction, visit, "all", Map.of("several", several));
        });
        return Reply.html(status, room.look().render("several", visit, model));
    }

    /** The tickets of the form, in its order; whoever may not see one is not told that there is one. */
    private List<Named> named(Transaction transaction, Agent agent, SeveralForm form) {
        List<Named> named = new ArrayList<>();
        for (SeveralForm.Chosen chosen : form.chosen()) {
            room.stores()
                    .mail()
                    .desk()
                    .tickets()
                    .find(transaction, chosen.number())
                    .filter(ticket -> room.policy().allows(agent, TicketAction.VIEW, ticket.place()))
                    .ifPresent(ticket -> named.add(new Named(chosen, ticket)));
        }
        return named;
    }
}
