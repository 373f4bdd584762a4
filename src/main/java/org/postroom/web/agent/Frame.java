package org.postroom.web.agent;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.Agent;
import org.postroom.agent.Policy;
import org.postroom.agent.Reach;
import org.postroom.assign.Availability;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketFilter;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Whose;
import org.postroom.view.Meaning;
import org.postroom.view.ViewStore;
import org.postroom.web.Visit;

/**
 * What stands around each of the agents' pages: where one can go, and how much waits there.
 *
 * @param section which part of the page one is in: mine, unassigned, all, shared, departments, agents, queue, quarantine, storms, settings,
 *     planned, views, or {@code view-} and a view's number
 * @param shares whether there are other departments that could share tickets
 * @param runs whether queue and quarantine are shown
 * @param planned how many answers of the visitor wait to leave; empty instead of 0
 * @param away since when the visitor is away; empty when available
 */
record Frame(String section, Waiting waiting, boolean shares, boolean runs, String planned, Optional<Instant> away) {
    private static final int CAP = 1000;
    private static final int VIEW_CAP = 100;
    private static final int LEAVING_CAP = 5;

    /**
     * How many tickets there are, as it is written: {@code 12}, {@code 999+}; empty instead of 0. Active ones in the fixed lists.
     *
     * @param views those at hand, by name, at most {@value ViewStore#MOST}
     */
    record Waiting(String mine, String unassigned, String all, String shared, List<ViewLine> views) {}

    /** A view: where it is, what it is called, and how many tickets it has, as {@link Waiting} writes it. */
    record ViewLine(String section, String path, String name, String count) {}

    /** The page's variables with the frame among them. */
    static Map<String, Object> around(
            Workroom room, Transaction transaction, Visit visit, String section, Map<String, ?> model) {
        Agent agent = visit.agent();
        Policy policy = room.policy();
        Reach reach = policy.reachOf(agent);
        Waiting waiting = new Waiting(
                count(room, transaction, reach, new Whose.Of(agent.id())),
                count(room, transaction, reach, new Whose.Nobody()),
                count(room, transaction, reach, new Whose.Anyone()),
                count(room, transaction, policy.sharesOf(agent), new Whose.Anyone()),
                views(room, transaction, agent));
        boolean runs = room.organisation().get().departments().stream()
                .anyMatch(department -> policy.mayRun(agent, department.id()));
        int planned = room.stores().planned().count(transaction, agent.id());
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("leaving", planned == 0 ? List.of() : leaving(room, transaction, visit));
        all.put("storms", runs ? StormPages.loud(room, transaction, visit) : List.of());
        all.put(
                "frame",
                new Frame(
                        section,
                        waiting,
                        room.organisation().get().departments().size() > 1,
                        runs,
                        number(planned, CAP),
                        away(room, transaction, agent)));
        return all;
    }

    private static Optional<Instant> away(Workroom room, Transaction transaction, Agent agent) {
        return room.stores()
                .mail()
                .desk()
                .assigning()
                .availability()
                .find(transaction, agent.id())
                .filter(said -> !said.available())
                .map(Availability::since);
    }

    private static List<ViewLine> views(Workroom room, Transaction transaction, Agent agent) {
        Instant now = room.clock().instant();
        return room.stores().views().of(transaction, room.policy().audiencesOf(agent)).stream()
                .limit(ViewStore.MOST)
                .map(view -> {
                    Meaning meaning = Meaning.of(
                            view.criteria(), agent, room.organisation().get(), now);
                    int count = room.stores().lists().count(transaction, meaning.reach(), meaning.filter(), VIEW_CAP);
                    return new ViewLine(
                            "view-" + view.id(), "/views/" + view.id(), view.name(), number(count, VIEW_CAP));
                })
                .toList();
    }

    private static String count(Workroom room, Transaction transaction, Reach reach, Whose whose) {
        TicketFilter active = new TicketFilter(Set.of(TicketState.ACTIVE), whose, "");
        return number(room.stores().lists().count(transaction, reach, active, CAP), CAP);
    }

    /** The visitor's answers that leave in some seconds, on pages that do not show them anyway. */
    private static List<PlannedCard> leaving(Workroom room, Transaction transaction, Visit visit) {
        String here = visit.ask().path() + "/";
        if (here.equals("/planned/")) {
            return List.of();
        }
        return new PlannedLayout(room)
                .leaving(transaction, visit, LEAVING_CAP).stream()
                        .filter(card ->
                                !here.startsWith("/tickets/" + card.about().number() + "/"))
                        .toList();
    }

    private static String number(int count, int cap) {
        if (count == 0) {
            return "";
        }
        return count >= cap ? (cap - 1) + "+" : String.valueOf(count);
    }
}
