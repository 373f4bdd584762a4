package org.postroom.intake;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.conversation.FactFinder;
import org.postroom.conversation.ReplyTokens;
import org.postroom.mail.parse.MailReader;
import org.postroom.outbound.DeliveryListener;
import org.postroom.schedule.Pool;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;
import org.postroom.ticket.TicketDesk;

/** Furnishes the intake: builds its desks in reading order. */
public final class IntakeRoom {
    private final Database database;
    private final IntakeStores stores;
    private final Examiner examiner;
    private final Intake intake;
    private final DeliveryListener deliveryNews;
    private final InstantSource clock;

    /**
     * The conf in force.
     *
     * @param trustedAuthservIds whose Authentication-Results count
     * @param reader reads mail within the limits of conf
     */
    public record Live(
            Supplier<Organisation> organisation,
            Supplier<Set<String>> trustedAuthservIds,
            Supplier<MailReader> reader) {}

    public IntakeRoom(
            Database database,
            IntakeStores stores,
            Live live,
            ReplyTokens tokens,
            Writers writers,
            InstantSource clock) {
        this.database = database;
        this.stores = stores;
        this.clock = clock;
        this.examiner =
                new Examiner(live.reader(), address -> live.organisation().get().isOwnAddress(address));
        TicketDesk desk = new TicketDesk(stores.tickets(), stores.history(), clock);
        TicketBook book = new TicketBook(desk, stores.articles(), stores.threads(), clock);
        Outbox outbox = new Outbox(stores.queue(), stores.threads());
        Correspondence correspondence = new Correspondence(live.organisation(), writers, outbox, book, stores);
        this.deliveryNews = new DeliveryNews(book, stores.failing(), correspondence, clock);
        CaseMaker cases = new CaseMaker(live.organisation(), stores.spool(), examiner);
        AnswerDesk answers = new AnswerDesk(live.organisation(), stores, desk, book, writers.answers(), outbox);
        OrderDesk orders = new OrderDesk(live.organisation(), book, answers, correspondence);
        this.intake = new Intake(
                live.organisation(),
                live.trustedAuthservIds(),
                stores.spool(),
                new FactFinder(stores.threads(), stores.tickets(), tokens),
                new Intake.Desks(
                        cases,
                        new CustomerDesk(
                                live.organisation(),
                                stores.tickets(),
                                desk,
                                book,
                                stores.threads(),
                                correspondence,
                                clock),
                        new AgentDesk(
                                live.organisation(),
                                stores.tickets(),
                                book,
                                stores.held(),
                                orders,
                                correspondence,
                                cases,
                                stores.ids(),
                                clock),
                        new RobotDesk(stores.tickets(), book, stores.failing(), stores.queue(), correspondence, clock),
                        new QuarantineDesk(desk, stores.articles(), correspondence, stores.spool(), clock)));
    }

    /** The worker that settles the mails of the spool. */
    public Task worker(Pool pool) {
        return new IntakeWorker(database, stores.spool(), examiner, intake, pool, clock);
    }

    /** Takes the news of what became of our mails. */
    public DeliveryListener deliveryNews() {
        return deliveryNews;
    }
}
