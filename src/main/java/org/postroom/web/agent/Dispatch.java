package org.postroom.web.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.desk.Act;
import org.postroom.desk.DeskStores;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.Seen;
import org.postroom.desk.Words;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Draft;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;

/**
 * Sends what was written, once. All goes through the draft: its number is used up in the transaction that sends, so a form
 * that comes again, or from a window that knows nothing of it, finds it used up. What is not sent stays in the draft.
 */
final class Dispatch {
    private final Workroom room;
    private final Departure departure;
    private final Postbag bag;

    Dispatch(Workroom room, Departure departure, Postbag bag) {
        this.room = room;
        this.departure = departure;
        this.bag = bag;
    }

    /** What came of sending. */
    sealed interface Result {
        /** It is sent, now or by the same form before. */
        record Sent(Ticket ticket) implements Result {}

        /** It waits, now or by the same form before. */
        record Planned(Ticket ticket, PlannedAnswer.Kind kind) implements Result {}

        /** It is not; all of it is in the draft. */
        record Held(Attempt.Trouble trouble) implements Result {}

        /**
         * Another window was ahead.
         *
         * @param text what it wrote; empty when it was sent or thrown away there
         * @param left names of files of this window for which there was no room beside those of the other
         */
        record Overtaken(Optional<String> text, List<String> left) implements Result {}

        /** These files are too much for one mail. */
        record TooMuch(List<String> names) implements Result {}
    }

    /**
     * Sends the form with the draft's files and its own.
     *
     * @param due when it is to leave, if that was chosen
     */
    Result send(Transaction transaction, Agent agent, WrittenForm form, List<NamedAddress> cc, Optional<Instant> due) {
        Instant now = room.clock().instant();
        return switch (bag.save(transaction, form, now)) {
            case DraftStore.Saved.Stored _ -> sendDraft(transaction, agent, form, cc, due);
            case DraftStore.Saved.Older(Optional<Draft> newer) -> {
                Optional<Result> before = newer.isPresent() ? Optional.empty() : before(transaction, agent, form);
                if (before.isPresent()) {
                    yield before.get();
                }
                List<String> left = bag.add(transaction, form.key(), form.files(), now);
                yield new Result.Overtaken(newer.map(draft -> draft.typed().text()), left);
            }
        };
    }

    /** Keeps a form that cannot be sent as it is. */
    Result keep(Transaction transaction, WrittenForm form, List<String> reasons) {
        Instant now = room.clock().instant();
        bag.save(transaction, form, now);
        List<String> left = bag.add(transaction, form.key(), form.files(), now);
        return left.isEmpty() ? new Result.Held(new Attempt.Trouble(reasons, false)) : new Result.TooMuch(left);
    }

    private Result sendDraft(
            Transaction transaction, Agent agent, WrittenForm form, List<NamedAddress> cc, Optional<Instant> due) {
        Instant now = room.clock().instant();
        List<String> left = bag.add(transaction, form.key(), form.files(), now);
        if (!left.isEmpty()) {
            return new Result.TooMuch(left);
        }
        Words words = Words.onPage(form.words(), bag.attachments(transaction, form.key()), cc);
        Order order = order(agent, form, words);
        Result result = switch (departure.go(transaction, order, due)) {
            case Departure.Went.Now(Outcome outcome) -> result(outcome);
            case Departure.Went.Waiting(PlannedAnswer.Kind kind) ->
                new Result.Planned(ticket(transaction, order.ticket()), kind);
        };
        if (result instanceof Result.Sent || result instanceof Result.Planned) {
            bag.empty(transaction, form.key(), now);
        } else {
            letGoAlong(transaction, form);
        }
        return result;
    }

    /** What was written on a ticket that was merged meanwhile is found as a draft on the one that is left. */
    private void letGoAlong(Transaction transaction, WrittenForm form) {
        DeskStores stores = room.stores().mail().desk();
        TicketId written = form.key().ticket();
        stores.tickets()
                .lockSurvivor(transaction, written)
                .map(Ticket::id)
                .filter(left -> !left.equals(written))
                .ifPresent(left -> stores.moving()
                        .tickets()
                        .drafts(transaction, written, left, room.clock().instant()));
    }

    private static Result result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> new Result.Sent(done.ticket());
            case Outcome.Doubtful(List<String> reasons) -> new Result.Held(new Attempt.Trouble(reasons, true));
            case Outcome.Refused(List<String> reasons) -> new Result.Held(new Attempt.Trouble(reasons, false));
        };
    }

    private static Order order(Agent agent, WrittenForm form, Words words) {
        List<Act> wanted = new ArrayList<>();
        switch (form.key().kind()) {
            case ANSWER -> wanted.add(new Act.Answer(words));
            case COMMENT -> wanted.add(new Act.Comment(words));
        }
        if (form.sending().close()) {
            wanted.add(new Act.Close());
        }
        Order order = Order.onPage(agent, form.key().ticket(), form.seen(), wanted.toArray(Act[]::new));
        return form.sending().confirmed() ? order.confirm() : order;
    }

    /** What became of the same form before: its words stand on the ticket, or wait to. */
    private Optional<Result> before(Transaction transaction, Agent agent, WrittenForm form) {
        Ticket ticket = ticket(transaction, form.key().ticket());
        if (sentBefore(transaction, agent, form)) {
            return Optional.of(new Result.Sent(ticket));
        }
        return room.stores().planned().ofTicket(transaction, ticket.id()).stream()
                .filter(answer -> answer.isBy(agent.id()) && form.key().kind() == Draft.Kind.ANSWER)
                .filter(answer -> answer.content().text().equals(form.words()))
                .findFirst()
                .map(answer -> new Result.Planned(ticket, answer.timing().kind()));
    }

    /** Whether these words of this agent stand on the ticket already, below what the form's page showed. */
    private boolean sentBefore(Transaction transaction, Agent agent, WrittenForm form) {
        Article.Kind kind = switch (form.key().kind()) {
            case ANSWER -> Article.Kind.ANSWER;
            case COMMENT -> Article.Kind.COMMENT;
        };
        Actor writer = new Actor.Agent(agent.id());
        return !(form.seen() instanceof Seen.Unknown)
                && room
                        .stores()
                        .mail()
                        .desk()
                        .articles()
                        .articles(transaction, form.key().ticket())
                        .stream()
                        .filter(form.seen()::misses)
                        .map(Article::content)
                        .filter(content ->
                                content.kind() == kind && content.by().actor().equals(writer))
                        .anyMatch(content -> content.text().equals(form.words()) && hasFiles(content, form));
    }

    private static boolean hasFiles(Article.Content content, WrittenForm form) {
        List<String> sent =
                content.attachments().stream().map(Article.AttachedFile::sha256).toList();
        return form.files().stream()
                .allMatch(file -> sent.contains(file.content().sha256()));
    }

    private Ticket ticket(Transaction transaction, TicketId id) {
        return room.stores().mail().desk().tickets().find(transaction, id).orElseThrow();
    }
}
