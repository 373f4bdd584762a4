package org.postroom.intake;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.SendBudget;
import org.postroom.conversation.FactFinder;
import org.postroom.desk.DeskRoom;
import org.postroom.desk.DeskStores;
import org.postroom.desk.NoticeDesk;
import org.postroom.desk.TicketBook;
import org.postroom.mail.parse.MailReader;
import org.postroom.outbound.DeliveryListener;
import org.postroom.schedule.Pool;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;

/** Furnishes the intake: builds its desks in reading order. */
public final class IntakeRoom {
    private final Database database;
    private final IntakeStores stores;
    private final Examiner examiner;
    private final Intake intake;
    private final DeliveryListener deliveryNews;
    private final HeldForwards heldForwards;
    private final Task releasedAnswers;
    private final InstantSource clock;

    /**
     * The conf in force.
     *
     * @param trustedAuthservIds whose Authentication-Results count
     * @param reader reads mail within the limits of conf
     * @param floods how many tickets one sender opens
     */
    public record Live(
            Supplier<Organisation> organisation,
            Supplier<Set<String>> trustedAuthservIds,
            Supplier<MailReader> reader,
            Supplier<FloodSettings> floods) {}

    public IntakeRoom(
            Database database,
            IntakeStores stores,
            DeskRoom desks,
            Live live,
            IntakeWriters writers,
            InstantSource clock) {
        this.database = database;
        this.stores = stores;
        this.clock = clock;
        this.examiner = new Examiner(live.reader(), live.organisation());
        DeskStores kept = stores.desk();
        TicketBook book = desks.book();
        NoticeDesk notices = desks.notices();
        Correspondence correspondence = new Correspondence(live.organisation(), writers, desks);
        this.deliveryNews = new DeliveryNews(book, kept.failing(), notices, clock);
        CaseMaker cases = new CaseMaker(live.organisation(), stores.spool(), examiner, desks.wary());
        OrderDesk orders =
                new OrderDesk(live.organisation(), desks, kept.assigning().availability(), correspondence);
        FloodDesk floods = new FloodDesk(
                live.floods(),
                stores.floods(),
                SendBudget.jdbi(),
                kept.tickets(),
                new FloodDesk.Hands(book, correspondence),
                clock);
        this.releasedAnswers = new ReleasedAnswers(database, kept, stores.storms(), cases, correspondence);
        Copies copies = new Copies(kept.threads(), SendBudget.jdbi(), clock);
        ForwardDesk forwards = new ForwardDesk(
                live.organisation(),
                stores,
                new ForwardedTickets(live.organisation(), stores, book, orders, correspondence, clock),
                copies,
                floods);
        this.heldForwards = new HeldForwards(live.organisation(), stores, book, cases, forwards, clock);
        this.intake = new Intake(
                live.organisation(),
                live.trustedAuthservIds(),
                stores.spool(),
                new FactFinder(kept.threads(), kept.tickets(), writers.tokens()),
                new Intake.Desks(
                        cases,
                        new CustomerDesk(
                                live.organisation(), kept.tickets(), book, copies, correspondence, floods, clock),
                        new AgentDesk(
                                live.organisation(),
                                kept.tickets(),
                                book,
                                stores.held(),
                                orders,
                                forwards,
                                new PlannedDesk(live.organisation(), desks),
                                correspondence,
                                cases,
                                kept.ids(),
                                clock),
                        new AvailabilityDesk(kept.assigning().availability(), writers.replies(), kept.queue(), clock),
                        forwards,
                        new RobotDesk(kept, book, notices, correspondence, floods, clock),
                        floods,
                        new QuarantineDesk(book, notices, stores, clock),
                        book));
    }

    /**
     * The worker that settles the mails of the spool.
     *
     * @param portion whose mail is this node's to settle, as it is now
     */
    public Task worker(Pool pool, Supplier<Portion> portion) {
        return new IntakeWorker(new Backlog(database, stores.spool(), portion), examiner, intake, pool, clock);
    }

    /** The worker that sends the automatic answers that were held back and are to leave after all. */
    public Task releasedAnswers() {
        return releasedAnswers;
    }

    /** The forwarded mails that wait for their agents' word. */
    public HeldForwards heldForwards() {
        return heldForwards;
    }

    /** Takes the news of what became of our mails. */
    public DeliveryListener deliveryNews() {
        return deliveryNews;
    }
}
