package org.postroom.web.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.desk.Act;
import org.postroom.desk.AgentActs;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.Seen;
import org.postroom.desk.Words;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Draft;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.Ticket;

/**
 * Sends what was written, once. All goes through the draft: its number is used up in the transaction that sends, so a form
 * that comes again, or from a window that knows nothing of it, finds it used up. What is not sent stays in the draft.
 */
final class Dispatch {
    private final Workroom room;
    private final AgentActs acts;
    private final Postbag bag;

    Dispatch(Workroom room, AgentActs acts, Postbag bag) {
        this.room = room;
        this.acts = acts;
        this.bag = bag;
    }

    /** What came of sending. */
    sealed interface Result {
        /** It is sent, now or by the same form before. */
        record Sent(Ticket ticket) implements Result {}

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

    /** Sends the form with the draft's files and its own. */
    Result send(Transaction transaction, Agent agent, WrittenForm form, List<NamedAddress> cc) {
        Instant now = room.clock().instant();
        return switch (bag.save(transaction, form, now)) {
            case DraftStore.Saved.Stored _ -> sendDraft(transaction, agent, form, cc);
            case DraftStore.Saved.Older(Optional<Draft> newer) -> {
                if (newer.isEmpty() && sentBefore(transaction, agent, form)) {
                    yield new Result.Sent(ticket(transaction, form));
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

    private Result sendDraft(Transaction transaction, Agent agent, WrittenForm form, List<NamedAddress> cc) {
        Instant now = room.clock().instant();
        List<String> left = bag.add(transaction, form.key(), form.files(), now);
        if (!left.isEmpty()) {
            return new Result.TooMuch(left);
        }
        Words words = Words.onPage(form.words(), bag.attachments(transaction, form.key()), cc);
        return switch (acts.carryOut(transaction, order(agent, form, words))) {
            case Outcome.Done done -> {
                bag.empty(transaction, form.key(), now);
                yield new Result.Sent(done.ticket());
            }
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

    private Ticket ticket(Transaction transaction, WrittenForm form) {
        return room.stores()
                .mail()
                .desk()
                .tickets()
                .find(transaction, form.key().ticket())
                .orElseThrow();
    }
}
