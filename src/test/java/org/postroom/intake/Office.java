package org.postroom.intake;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.AutoReplyLimits;
import org.postroom.autoreply.AutoReplySettings;
import org.postroom.autoreply.AutoResponder;
import org.postroom.autoreply.SendBudget;
import org.postroom.conversation.ReplyTokens;
import org.postroom.conversation.ViewLink;
import org.postroom.conversation.ViewLinks;
import org.postroom.desk.DeskRoom;
import org.postroom.desk.DeskStores;
import org.postroom.desk.DeskWriters;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.notify.AgentReplies;
import org.postroom.notify.AnswerWriter;
import org.postroom.notify.NoticeLimits;
import org.postroom.notify.NoticeSettings;
import org.postroom.notify.NoticeWriter;
import org.postroom.outbound.DeliveryListener;
import org.postroom.outbound.OutboundId;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.schedule.Pool;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.PackedMail;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.storage.Transaction;
import org.postroom.storm.StormDesk;
import org.postroom.storm.StormLetters;
import org.postroom.storm.StormSettings;
import org.postroom.storm.StormSweep;
import org.postroom.ticket.Article;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;

/** The sample company at work: mails come in, the pipeline settles them, what leaves stays in the queue. Time is moved by hand. */
public final class Office implements AutoCloseable {
    public static final EmailAddress CARL = EmailAddress.of("carl@customer.example.org");
    public static final EmailAddress ANNA = SampleCompany.ANNA_ADDRESS;
    public static final EmailAddress BEN = SampleCompany.BEN_ADDRESS;
    public static final String SUPPORT = "support@example.com";
    public static final DepartmentId SUPPORT_DESK = SampleCompany.SUPPORT;

    /** A Monday. */
    public final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));

    public final ViewLinks viewLinks = ViewLinks.jdbi(new SecureRandom());

    private final TestDatabase held;
    private final Pool pool = Pool.ofProcessors("office");
    private final IntakeStores stores;
    private final DeskRoom desks;
    private final Function<Portion, Task> workers;
    private final Task worker;
    private final DeliveryListener deliveryNews;
    private final HeldForwards heldForwards;
    private final StormDesk storms;
    private final Task releasedAnswers;
    private AutoReplyLimits limits = AutoReplyLimits.DEFAULT;
    private StormSettings stormSettings = StormSettings.DEFAULT;
    private FloodSettings floods = FloodSettings.DEFAULT;
    private Organisation organisation = SampleCompany.organisation();
    private Set<String> trusted = Set.of();
    private int arrived;

    public Office() {
        this(stores -> stores, () -> new MailReader(ReadLimits.standard()));
    }

    /** An office on this database, which is gone with it. */
    public Office(TestDatabase database) {
        this(database, stores -> stores, () -> new MailReader(ReadLimits.standard()));
    }

    /** An office whose stores or reading go wrong in some way. */
    public Office(UnaryOperator<IntakeStores> furnished, Supplier<MailReader> reader) {
        this(TestDatabases.sqlite(), furnished, reader);
    }

    /** The same on this database. */
    public Office(TestDatabase database, UnaryOperator<IntakeStores> furnished, Supplier<MailReader> reader) {
        held = database;
        Ids ids = new Ids(clock, 1);
        stores = furnished.apply(IntakeStores.jdbi(DeskStores.jdbi(ids, clock, account -> {})));
        ReplyTokens tokens = org.postroom.autoreply.Writers.tokens(clock);
        AutoResponder.Writing writing = new AutoResponder.Writing(
                org.postroom.autoreply.Writers.TEMPLATES,
                tokens,
                org.postroom.autoreply.Writers.links(viewLinks, org.postroom.autoreply.Writers.TEMPLATES),
                ids);
        storms = new StormDesk(
                stores.storms(),
                SendBudget.jdbi(),
                new StormLetters(
                        () -> organisation,
                        () -> org.postroom.autoreply.Writers.PAGE,
                        org.postroom.autoreply.Writers.TEMPLATES,
                        stores.desk().queue(),
                        clock),
                () -> stormSettings,
                clock);
        desks = new DeskRoom(stores.desk(), () -> organisation, reader, deskWriters(writing), clock);
        IntakeRoom room = new IntakeRoom(
                database(),
                stores,
                desks,
                new IntakeRoom.Live(() -> organisation, () -> trusted, reader, () -> floods),
                intakeWriters(writing),
                clock);
        workers = portion -> room.worker(pool, () -> portion);
        worker = workers.apply(Portion.all());
        deliveryNews = room.deliveryNews();
        heldForwards = room.heldForwards();
        releasedAnswers = room.releasedAnswers();
    }

    private DeskWriters deskWriters(AutoResponder.Writing writing) {
        return new DeskWriters(
                new NoticeWriter(
                        new NoticeWriter.Settings(
                                () -> organisation,
                                department -> NoticeSettings.DEFAULT,
                                () -> new NoticeLimits(10_000, Duration.ofHours(1))),
                        letters(writing),
                        SendBudget.jdbi(),
                        clock),
                new AnswerWriter(() -> organisation, Department::address, letters(writing), clock));
    }

    private IntakeWriters intakeWriters(AutoResponder.Writing writing) {
        return new IntakeWriters(
                new AutoResponder(
                        new AutoResponder.Settings(
                                () -> organisation, department -> AutoReplySettings.DEFAULT, () -> limits),
                        SendBudget.jdbi(),
                        storms,
                        writing,
                        clock),
                new AgentReplies(
                        () -> organisation,
                        letters(writing),
                        () -> new NoticeLimits(10_000, Duration.ofHours(1)),
                        SendBudget.jdbi(),
                        clock),
                storms,
                writing.tokens());
    }

    private static NoticeWriter.Writing letters(AutoResponder.Writing writing) {
        return new NoticeWriter.Writing(writing.templates(), writing.tokens(), writing.links(), writing.ids());
    }

    public Database database() {
        return held.database();
    }

    public IntakeStores stores() {
        return stores;
    }

    /** Who carries out what people do on the page. */
    public DeskRoom desks() {
        return desks;
    }

    /** What agents forwarded and that waits. */
    public HeldForwards heldForwards() {
        return heldForwards;
    }

    /** The conf in force. */
    public Organisation organisation() {
        return organisation;
    }

    /** Another conf from now on. */
    public void conf(Organisation other) {
        organisation = other;
    }

    /** Another conf from now on. */
    public void conf(Department... departments) {
        organisation = SampleCompany.organisation(departments);
    }

    /** Other limits of automatic answers from now on. */
    public void limits(AutoReplyLimits other) {
        limits = other;
    }

    /** Other conf of storms from now on. */
    public void storms(StormSettings other) {
        stormSettings = other;
    }

    /** Another limit of tickets from now on. */
    public void floods(FloodSettings other) {
        floods = other;
    }

    /** Ends what is calm, as the daemon does all the time. */
    public void sweepStorms() {
        run(new StormSweep(database(), storms, stores.storms(), () -> stormSettings, clock));
    }

    /** Sends what an operator released, as the daemon does all the time. */
    public void sendReleased() {
        run(releasedAnswers);
    }

    /** A node settles what is due for this department. */
    public void work(DepartmentId department) {
        run(workers.apply(new Portion.Of(Set.of(department))));
    }

    private static void run(Task task) {
        try {
            while (task.run().isZero()) {
                // Something was done; there may be more
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** From now on this mail server is believed when it says who a mail is from. */
    public void trusts(String server) {
        trusted = Set.of(server);
    }

    /** A mail to support comes in and is settled. */
    public Receipt arrives(Letter letter) {
        return arrives(SUPPORT_DESK, letter);
    }

    public Receipt arrives(DepartmentId department, Letter letter) {
        Receipt receipt = fetched(department, letter.raw(Integer.toString(arrived + 1)));
        work();
        return receipt(receipt.id());
    }

    /** A mail of any bytes comes in and is settled. */
    public Receipt arrives(DepartmentId department, Bytes raw) {
        Receipt receipt = fetched(department, raw);
        work();
        return receipt(receipt.id());
    }

    /** A mail is held, and not settled yet. */
    public Receipt fetched(DepartmentId department, Bytes raw) {
        return accepted(FetchedMail.whole(origin(department), raw, clock.instant()));
    }

    /** A mail to support comes in and is settled, of which the beginning is held only: all of it has so many bytes. */
    public Receipt beginningArrives(Bytes beginning, long size) {
        PackedMail packed = PackedMail.of(beginning);
        Receipt receipt = accepted(new FetchedMail(
                origin(SUPPORT_DESK),
                packed,
                new FetchedMail.Listing(size, Optional.empty()),
                size,
                false,
                clock.instant()));
        work();
        return receipt(receipt.id());
    }

    private Receipt.Origin origin(DepartmentId department) {
        arrived++;
        return new Receipt.Origin(
                "imap://" + department + "@mail.example.org:993/inbox", 7, Integer.toString(arrived), department);
    }

    private Receipt accepted(FetchedMail mail) {
        return database()
                .<List<Receipt>>write(transaction -> stores.spool().accept(transaction, List.of(mail)))
                .getFirst();
    }

    /** Has the worker settle what is due now; time goes on by a second. */
    public void work() {
        run(worker);
        clock.forward(Duration.ofSeconds(1));
    }

    public Receipt receipt(ReceiptId id) {
        return database()
                .<Receipt>read(
                        transaction -> stores.spool().find(transaction, id).orElseThrow());
    }

    public String trace(Receipt receipt) {
        return receipt.end().map(Receipt.End::trace).orElse("");
    }

    public Ticket ticket(String number) {
        TicketNumber wanted = TicketNumber.findIn("[" + number + "]").getFirst();
        return database()
                .<Ticket>read(transaction ->
                        stores.desk().tickets().find(transaction, wanted).orElseThrow());
    }

    Ticket ticket(TicketId id) {
        return database()
                .<Ticket>read(transaction ->
                        stores.desk().tickets().find(transaction, id).orElseThrow());
    }

    public List<Ticket> tickets() {
        return database()
                .<List<Ticket>>read(transaction -> stores.desk().tickets().latest(transaction, 1000))
                .reversed();
    }

    public List<EmailAddress> participants(String number) {
        Ticket ticket = ticket(number);
        return database()
                .<List<EmailAddress>>read(
                        transaction -> stores.desk().tickets().participants(transaction, ticket.id()).stream()
                                .map(participant -> participant.who().address())
                                .toList());
    }

    public List<Ticket> related(String number) {
        Ticket ticket = ticket(number);
        return database()
                .<List<Ticket>>read(transaction -> stores.desk().tickets().related(transaction, ticket.id()).stream()
                        .map(link -> stores.desk()
                                .tickets()
                                .find(transaction, link.ticket())
                                .orElseThrow())
                        .toList());
    }

    public List<HistoryLine> history(String number) {
        Ticket ticket = ticket(number);
        return database()
                .<List<HistoryLine>>read(transaction -> stores.desk().history().history(transaction, ticket.id()));
    }

    /** Names of the events of a ticket's history. */
    public List<String> events(String number) {
        return history(number).stream().map(HistoryLine::kind).toList();
    }

    public List<Article> articles(String number) {
        Ticket ticket = ticket(number);
        return database()
                .<List<Article>>read(transaction -> stores.desk().articles().articles(transaction, ticket.id()));
    }

    public boolean failing(EmailAddress address) {
        return database()
                .<Boolean>read(transaction ->
                        stores.desk().failing().find(transaction, address).isPresent());
    }

    /** All that ever entered the queue, oldest first. */
    public List<Queued> queued() {
        return database().<List<Queued>>read(transaction -> {
            List<Queued> all = new ArrayList<>();
            for (Ticket ticket :
                    stores.desk().tickets().latest(transaction, 1000).reversed()) {
                for (OutboundMail mail : stores.desk().queue().ofTicket(transaction, ticket.id())) {
                    all.add(queued(transaction, mail));
                }
            }
            all.sort(java.util.Comparator.comparingLong(mail -> mail.ours().id().value()));
            return all;
        });
    }

    public List<Queued> queued(OutboundKind kind) {
        return queued().stream().filter(mail -> mail.is(kind)).toList();
    }

    /** The mails about no ticket that this one was sent, oldest first. */
    public List<Queued> letters(EmailAddress address) {
        List<Long> ids = database()
                .read(transaction -> transaction
                        .handle()
                        .createQuery("SELECT id FROM outbound_mail WHERE ticket_id IS NULL ORDER BY id")
                        .mapTo(Long.class)
                        .list());
        return database()
                .<List<Queued>>read(transaction -> ids.stream()
                        .map(id -> stores.desk()
                                .queue()
                                .show(transaction, new OutboundId(id))
                                .orElseThrow()
                                .mail())
                        .map(mail -> queued(transaction, mail))
                        .filter(mail -> mail.goesTo(address))
                        .toList());
    }

    /** The number that a query of one finds. */
    public int count(String query) {
        return database()
                .<Integer>read(transaction -> transaction
                        .handle()
                        .createQuery(query)
                        .mapTo(Integer.class)
                        .one());
    }

    private Queued queued(Transaction transaction, OutboundMail mail) {
        Bytes raw = stores.desk().raws().get(transaction, mail.stored().rawId());
        IncomingMail read = (IncomingMail) new MailReader(ReadLimits.standard()).read(raw);
        return new Queued(mail, read, new String(raw.toArray(), java.nio.charset.StandardCharsets.UTF_8));
    }

    /** What this one was sent, oldest first. */
    public List<Queued> queuedTo(EmailAddress address) {
        return queued().stream().filter(mail -> mail.goesTo(address)).toList();
    }

    /** The latest mail to this one. */
    public Queued lastTo(EmailAddress address) {
        return queuedTo(address).getLast();
    }

    /** What the link to the page in a mail opens. */
    public Optional<ViewLink> linkIn(Queued mail) {
        Matcher link =
                Pattern.compile("https://help\\.example\\.com/view/(\\S+)").matcher(mail.text());
        return link.find()
                ? database()
                        .<Optional<ViewLink>>read(
                                transaction -> viewLinks.find(transaction, link.group(1), clock.instant()))
                : Optional.empty();
    }

    /** An agent answers the latest mail that went to the agent's own address. */
    public Receipt agentAnswers(EmailAddress agent, String text) {
        return agentAnswers(agent, lastTo(agent), text);
    }

    public Receipt agentAnswers(EmailAddress agent, Queued notice, String text) {
        return arrives(Letter.answer("Private Name <" + agent + ">", notice, text));
    }

    /** Carl's usual first mail. */
    public Receipt carlWrites() {
        return arrives(Letter.from("Carl Customer <" + CARL + ">", SUPPORT, "Broken printer", "It does not print.")
                .id("first@customer.example.org"));
    }

    /** Tells what became of a mail of ours. */
    public void failed(Queued mail, String reply) {
        database()
                .change(transaction ->
                        deliveryNews.failed(transaction, mail.ours(), mail.to().getFirst(), reply));
    }

    @Override
    public void close() {
        pool.close();
        held.close();
    }
}
