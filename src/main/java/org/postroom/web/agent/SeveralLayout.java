package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.Decision;
import org.postroom.desk.DeskStores;
import org.postroom.desk.Outcome;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.Ticket;
import org.postroom.web.FormKey;
import org.postroom.web.Visit;

/** Lays out the page on which the same is done to several tickets. */
final class SeveralLayout {
    private static final ArticleId BEFORE_ALL = new ArticleId(0);
    private static final Attempt.Trouble NONE = new Attempt.Trouble(List.of(), false);

    private final Workroom room;

    SeveralLayout(Workroom room) {
        this.room = room;
    }

    /**
     * A form with what it was about.
     *
     * @param named its tickets that the visitor may see, in its order
     * @param outcomes what came of them, by their ids; nothing while it was not carried out
     */
    record Shown(SeveralForm form, List<SeveralPages.Named> named, Map<Long, Outcome> outcomes, List<String> faults) {}

    /** The model; a form that did something is the form for the rest, with a key of its own. */
    SeveralModel of(Transaction transaction, Visit visit, Shown shown, FormKey key) {
        List<SeveralModel.Row> rows = new ArrayList<>();
        int done = 0;
        for (SeveralPages.Named named : shown.named()) {
            Optional<Outcome> outcome =
                    Optional.ofNullable(shown.outcomes().get(named.ticket().id().value()));
            if (outcome.filter(Outcome.Done.class::isInstance).isPresent()) {
                done++;
            } else {
                rows.add(row(transaction, visit, shown.form().act(), named.ticket(), outcome));
            }
        }
        return new SeveralModel(
                shown.form().act().word(),
                rows,
                done,
                shown.faults(),
                shown.form().typed(),
                shown.form().sending().close() ? "close" : "yes",
                new SeveralModel.Choice(
                        mates(shown.named()),
                        ListQuery.groups(
                                        room.organisation().get(),
                                        Comparator.comparing(room.organisation().get()::nameOf))
                                .toList()),
                key.value(),
                shown.form().back());
    }

    private SeveralModel.Row row(
            Transaction transaction, Visit visit, SeveralAct act, Ticket ticket, Optional<Outcome> outcome) {
        Attempt.Trouble trouble = forbidden(visit, act, ticket)
                .or(() -> outcome.flatMap(SeveralLayout::trouble))
                .orElse(NONE);
        return new SeveralModel.Row(
                ticket.number() + latest(transaction, ticket),
                ticket.number().toString(),
                ticket.subject(),
                ticket.customer()
                        .map(NamedAddress::label)
                        .orElseGet(() -> room.look().text(visit, "list.unknown")),
                trouble.reasons().isEmpty() || trouble.doubtful(),
                trouble);
    }

    private Optional<Attempt.Trouble> forbidden(Visit visit, SeveralAct act, Ticket ticket) {
        return switch (room.policy().decide(visit.agent(), act.action(), ticket.place())) {
            case Decision.Allowed() -> Optional.empty();
            case Decision.Refused refused -> {
                PolicyWords words =
                        new PolicyWords((key, arguments) -> room.look().text(visit, key, arguments));
                yield Optional.of(new Attempt.Trouble(List.of(words.of(refused)), false));
            }
        };
    }

    private static Optional<Attempt.Trouble> trouble(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> Optional.empty();
            case Outcome.Doubtful(List<String> reasons) -> Optional.of(new Attempt.Trouble(reasons, true));
            case Outcome.Refused(List<String> reasons) -> Optional.of(new Attempt.Trouble(reasons, false));
        };
    }

    private String latest(Transaction transaction, Ticket ticket) {
        DeskStores stores = room.stores().mail().desk();
        List<ArticleId> articles = stores.articles().after(transaction, ticket.id(), BEFORE_ALL);
        ArticleId last = articles.isEmpty() ? BEFORE_ALL : articles.getLast();
        return ":" + WrittenForm.shown(last.value(), stores.history().latest(transaction, ticket.id()));
    }

    /** Whoever works in a department of one of the tickets, by name. */
    private List<Agent> mates(List<SeveralPages.Named> named) {
        return named.stream()
                .map(each -> each.ticket().department())
                .distinct()
                .flatMap(department -> room.organisation().get().membersOf(department).stream())
                .distinct()
                .sorted(Comparator.comparing(Agent::name))
                .toList();
    }
}
