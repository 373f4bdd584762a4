package org.postroom.desk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.assign.Assigner;
import org.postroom.mail.parse.MailReader;
import org.postroom.schedule.Pool;
import org.postroom.schedule.Wary;
import org.postroom.storage.Database;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.TicketDesk;

/** Furnishes the desks that mail and page share: builds them in reading order. */
public final class DeskRoom {
    private final TicketBook book;
    private final Outbox outbox;
    private final NoticeDesk notices;
    private final AgentActs agents;
    private final Splitting splitting;
    private final CustomerActs customers;
    /** As long as the intake gives a mail: what it could read, pages can. */
    private static final Duration MOST_CPU = Duration.ofSeconds(10);

    /** For all pages; its threads end by themselves when nobody reads. */
    private final Wary wary = new Wary(Pool.ofProcessors("pages"), MOST_CPU);

    private final ArticleFiles files;
    private final PlannedStore plannedStore;
    private final PlannedAnswers planned;
    private final InstantSource clock;

    /** Desks without anybody who waits for planned answers. */
    public DeskRoom(
            DeskStores stores,
            Supplier<Organisation> organisation,
            Supplier<MailReader> reader,
            DeskWriters writers,
            InstantSource clock) {
        this(stores, organisation, reader, writers, () -> {}, clock);
    }

    /**
     * @param reader reads mail within the limits of conf
     * @param wake called after the commit of a transaction that planned an answer
     */
    public DeskRoom(
            DeskStores stores,
            Supplier<Organisation> organisation,
            Supplier<MailReader> reader,
            DeskWriters writers,
            Runnable wake,
            InstantSource clock) {
        this.clock = clock;
        DeskStores.Assigning assigning = stores.assigning();
        this.book = new TicketBook(
                stores,
                new TicketDesk(stores.tickets(), stores.history(), clock),
                new Assigner(organisation, assigning.availability(), assigning.turns(), assigning.tickets(), clock),
                clock);
        this.outbox = new Outbox(stores.queue(), stores.threads());
        this.notices = new NoticeDesk(organisation, writers.notices(), outbox, stores);
        PageMails pageMails = new PageMails(stores, clock);
        WritingDesk writing = new WritingDesk(organisation, stores, book, writers.answers(), outbox, pageMails);
        this.plannedStore = PlannedStore.jdbi(stores.ids(), stores.raws());
        Merging merging = new Merging(stores, plannedStore, book, clock);
        OtherTickets others = new OtherTickets(organisation, stores.tickets(), book, merging, clock);
        this.agents = new AgentActs(organisation, stores, new AgentActs.Hands(book, writing, others, notices), clock);
        this.splitting = new Splitting(organisation, stores, book, notices, clock);
        this.customers = new CustomerActs(organisation, stores, book, notices, pageMails);
        this.files = new ArticleFiles(stores.raws(), reader, wary);
        StayedAnswers stays = new StayedAnswers(
                organisation,
                plannedStore,
                DraftStore.jdbi(stores.ids(), stores.raws()),
                new StayedAnswers.Desks(agents, book, outbox, pageMails),
                writers.notices().replies(),
                clock);
        this.planned = new PlannedAnswers(
                organisation, stores, plannedStore, new PlannedAnswers.Parts(agents, book, stays, wake), clock);
    }

    /** Lets answers wait, and leave. */
    public PlannedAnswers planned() {
        return planned;
    }

    /** The answers that wait. */
    public PlannedStore plannedStore() {
        return plannedStore;
    }

    /** The work of whoever lets them leave when they are due. */
    public DueAnswers dueAnswers(Database database) {
        return new DueAnswers(database, plannedStore, planned, clock);
    }

    /** Carries out what agents want done. */
    public AgentActs agents() {
        return agents;
    }

    /** Makes new tickets of parts of others. */
    public Splitting splitting() {
        return splitting;
    }

    /** Carries out what customers do on the page of their ticket. */
    public CustomerActs customers() {
        return customers;
    }

    /** Finds the files of articles. */
    public ArticleFiles files() {
        return files;
    }

    /** Reads mails for pages. */
    public Wary wary() {
        return wary;
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
}
