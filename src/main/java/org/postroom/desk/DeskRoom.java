package org.postroom.desk;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.ticket.TicketDesk;

/** Furnishes the desks that mail and page share: builds them in reading order. */
public final class DeskRoom {
    private final TicketBook book;
    private final Outbox outbox;
    private final NoticeDesk notices;
    private final AnswerDesk answers;

    public DeskRoom(DeskStores stores, Supplier<Organisation> organisation, DeskWriters writers, InstantSource clock) {
        this.book = new TicketBook(
                new TicketDesk(stores.tickets(), stores.history(), clock), stores.articles(), stores.threads(), clock);
        this.outbox = new Outbox(stores.queue(), stores.threads());
        this.notices = new NoticeDesk(organisation, writers.notices(), outbox, stores);
        this.answers = new AnswerDesk(organisation, stores, book, writers.answers(), outbox);
    }

    /** Writes into tickets. */
    public TicketBook book() {
        return book;
    }

    /** Queues mail about tickets. */
    public Outbox outbox() {
        return outbox;
    }

    /** Tells agents. */
    public NoticeDesk notices() {
        return notices;
    }

    /** Sends agents' answers. */
    public AnswerDesk answers() {
        return answers;
    }
}
