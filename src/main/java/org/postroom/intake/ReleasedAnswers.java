package org.postroom.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.autoreply.AutoAnswer;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.Occasion;
import org.postroom.desk.DeskStores;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;
import org.postroom.storage.StorageException;
import org.postroom.storage.Transaction;
import org.postroom.storm.StormStore;
import org.postroom.storm.WithheldAnswer;
import org.postroom.storm.WithheldAnswer.State;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/**
 * Sends the automatic answers that a storm held back and an operator wants sent: written now from the mail they answer, each once,
 * within all limits. What an address must not get is dropped; what waits for room under a wider limit is tried again. One that
 * fails keeps no other from leaving.
 */
final class ReleasedAnswers implements Task {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int BATCH = 100;

    private final Database database;
    private final DeskStores desk;
    private final StormStore storms;
    private final CaseMaker cases;
    private final Correspondence correspondence;

    ReleasedAnswers(
            Database database, DeskStores desk, StormStore storms, CaseMaker cases, Correspondence correspondence) {
        this.database = database;
        this.desk = desk;
        this.storms = storms;
        this.cases = cases;
        this.correspondence = correspondence;
    }

    @Override
    public Duration run() {
        List<RuntimeException> faults = new ArrayList<>();
        long last = 0;
        List<WithheldAnswer> batch = released(last);
        while (!batch.isEmpty()) {
            for (WithheldAnswer answer : batch) {
                settle(answer).ifPresent(faults::add);
                last = answer.id();
            }
            batch = released(last);
        }
        if (!faults.isEmpty()) {
            // All others had their turn; the worker says so, and tries again
            throw faults.getFirst();
        }
        return INTERVAL;
    }

    /** The fault of this answer alone, if there is one. */
    private Optional<RuntimeException> settle(WithheldAnswer answer) {
        try {
            // Reading may take seconds, for which no transaction may stand still
            Optional<ExaminedMail> mail = read(answer.wish());
            database.change(transaction -> settle(transaction, answer, mail));
            return Optional.empty();
        } catch (RuntimeException e) {
            if (e instanceof StorageException fault && fault.isOutage()) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private List<WithheldAnswer> released(long after) {
        return database.read(transaction -> storms.released(transaction, after, BATCH));
    }

    private Optional<ExaminedMail> read(WithheldAnswer.Wish wish) {
        boolean due = database.read(transaction -> desk.tickets()
                .survivor(transaction, wish.ticket())
                .filter(ticket -> isStillDue(transaction, wish, ticket))
                .isPresent());
        return wish.receipt().map(ReceiptId::new).filter(_ -> due).flatMap(id -> cases.readAgain(database, id));
    }

    private void settle(Transaction transaction, WithheldAnswer answer, Optional<ExaminedMail> mail) {
        if (storms.lockReleased(transaction, answer.id())) {
            outcome(transaction, answer.wish(), mail)
                    .ifPresent(state -> storms.settle(transaction, answer.id(), state));
        }
    }

    /** What becomes of it; empty while it waits. */
    private Optional<State> outcome(
            Transaction transaction, WithheldAnswer.Wish wish, Optional<ExaminedMail> examined) {
        Optional<Ticket> ticket = desk.tickets()
                .lockSurvivor(transaction, wish.ticket())
                .filter(found -> isStillDue(transaction, wish, found));
        Optional<MailCase> mail =
                examined.filter(_ -> ticket.isPresent()).flatMap(read -> cases.again(read, new Trace()));
        return mail.isPresent()
                ? state(correspondence.answerAfterAll(transaction, mail.get(), ticket.orElseThrow(), wish.occasion()))
                : Optional.of(State.DROPPED);
    }

    private static Optional<State> state(AutoAnswer answer) {
        return switch (answer) {
            case AutoAnswer.Written _ -> Optional.of(State.SENT);
            case AutoAnswer.Withheld _ -> Optional.of(State.DROPPED);
            case AutoAnswer.OverLimit over ->
                over.limit().kind() == Limit.Kind.ADDRESS ? Optional.of(State.DROPPED) : Optional.empty();
        };
    }

    /** That a mail has arrived need not be said to whom an agent has answered, nor of a ticket that is done with. */
    private boolean isStillDue(Transaction transaction, WithheldAnswer.Wish wish, Ticket ticket) {
        if (wish.occasion() != Occasion.NEW_TICKET) {
            return true;
        }
        return ticket.state() == TicketState.ACTIVE
                && ticket.id().equals(wish.ticket())
                && desk.articles().articles(transaction, ticket.id()).stream()
                        .map(Article::content)
                        .noneMatch(content -> content.kind() == Article.Kind.ANSWER);
    }
}
