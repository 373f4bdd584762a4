package org.postroom.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.Writers;
import org.postroom.conversation.ReplyTokens;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.notify.AnswerWriter;
import org.postroom.notify.NoticeLimits;
import org.postroom.notify.NoticeSettings;
import org.postroom.notify.NoticeWriter;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Draft;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;

/** The sample company's desks: Carl has a ticket in support's front line, and people do something to it on the page. */
final class Workplace implements AutoCloseable {
    static final NamedAddress CARL = new NamedAddress("Carl Customer", EmailAddress.of("carl@customer.example.org"));
    static final NamedAddress FRIEND = NamedAddress.of(EmailAddress.of("friend@customer.example.org"));

    private final TestDatabase held = TestDatabases.sqlite();
    private final InstantSource clock = this::now;
    private final DeskStores stores;
    private final DeskRoom room;
    private final TicketId ticket;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private Organisation organisation = SampleCompany.organisation();

    Workplace() {
        this(Optional.of(CARL));
    }

    Workplace(Optional<NamedAddress> customer) {
        Ids ids = new Ids(clock, 1);
        stores = DeskStores.jdbi(ids, clock, account -> {});
        room = new DeskRoom(stores, () -> organisation, Workplace::reader, writers(ids), clock);
        ticket = opened(customer);
        carlWrites("It does not print.");
    }

    private DeskWriters writers(Ids ids) {
        ReplyTokens tokens = Writers.tokens(clock);
        NoticeWriter.Writing writing = new NoticeWriter.Writing(Writers.TEMPLATES, tokens, Writers.noLinks(), ids);
        NoticeWriter notices = new NoticeWriter(
                new NoticeWriter.Settings(
                        () -> organisation,
                        department -> NoticeSettings.DEFAULT,
                        () -> new NoticeLimits(10_000, Duration.ofHours(1))),
                writing,
                SendBudget.jdbi(),
                clock);
        return new DeskWriters(notices, new AnswerWriter(() -> organisation, Department::address, writing, clock));
    }

    private TicketId opened(Optional<NamedAddress> customer) {
        NewTicket broken = new NewTicket(
                "SUP",
                SampleCompany.SUPPORT_FRONT_LINE,
                new Ticket.Matter("Broken printer", customer),
                By.customer(CARL.address()),
                now);
        return database()
                .<TicketId>write(
                        transaction -> room.book().open(transaction, broken).id());
    }

    private Instant now() {
        return now;
    }

    static MailReader reader() {
        return new MailReader(ReadLimits.standard());
    }

    Database database() {
        return held.database();
    }

    DeskRoom room() {
        return room;
    }

    DeskStores stores() {
        return stores;
    }

    /** Time goes on. */
    void later() {
        now = now.plusSeconds(1);
    }

    /** Time goes on by so much. */
    void later(Duration time) {
        now = now.plus(time);
    }

    /** Another conf from now on. */
    void conf(Organisation other) {
        organisation = other;
    }

    /** Another conf from now on. */
    void conf(Department... departments) {
        organisation = SampleCompany.organisation(departments);
    }

    TicketId ticketId() {
        return ticket;
    }

    Ticket ticket() {
        return database()
                .<Ticket>read(transaction ->
                        stores.tickets().find(transaction, ticket).orElseThrow());
    }

    /** What stands on the ticket up to now. */
    Seen seen() {
        return new Seen.UpTo(articles().getLast().id());
    }

    /** An agent's order waits, from what stands on the ticket now. */
    PlannedAnswer plan(AgentId agent, PlannedAnswer.Kind kind, Duration time, Act... acts) {
        Planning planning = planning(agent, kind, time, acts);
        return ((Planning.Planned) planning).answer();
    }

    Planning planning(AgentId agent, PlannedAnswer.Kind kind, Duration time, Act... acts) {
        Order order = Order.onPage(agent(agent), ticket, seen(), acts);
        return database()
                .<Planning>write(transaction ->
                        room.planned().plan(transaction, order, new PlannedAnswer.Timing(kind, now.plus(time))));
    }

    /** Has the worker let go what is due now. */
    void work() {
        DueAnswers worker = room.dueAnswers(database());
        while (worker.run().isZero()) {
            // Something left; there may be more
        }
    }

    Optional<PlannedAnswer> planned(long id) {
        return database()
                .<Optional<PlannedAnswer>>read(
                        transaction -> room.plannedStore().find(transaction, id));
    }

    /** An agent's draft of an answer. */
    Optional<Draft> draft(AgentId agent) {
        DraftStore drafts = DraftStore.jdbi(stores.ids(), stores.raws());
        Draft.Key key = new Draft.Key(agent, ticket, Draft.Kind.ANSWER);
        return database().<Optional<Draft>>read(transaction -> drafts.find(transaction, key));
    }

    /** A mail of Carl's comes. */
    Article carlWrites(String text) {
        By carl = By.customer(CARL.address());
        later();
        Article.Content mail = new Article.Content(
                Article.Kind.CUSTOMER_MAIL,
                Article.Visibility.PUBLIC,
                carl,
                new Article.Addresses(
                        Optional.of(CARL), List.of(SampleCompany.support().from()), List.of()),
                "Broken printer",
                Optional.of(new MessageId(now.toEpochMilli() + "@customer.example.org")),
                text,
                Article.Source.NONE,
                List.of());
        return database().<Article>write(transaction -> {
            Article article = room.book().add(transaction, ticket, mail, ThreadIndex.Origin.RECEIVED);
            room.book().note(transaction, ticket, new TicketEvent.CustomerReplied(carl), Optional.of(article));
            return article;
        });
    }

    /** An agent does this on the page, having seen all there is. */
    Outcome act(AgentId agent, Act... acts) {
        return order(Order.onPage(agent(agent), ticket, seen(), acts));
    }

    Outcome order(Order order) {
        later();
        return database().<Outcome>write(transaction -> room.agents().carryOut(transaction, order));
    }

    /** Carl, or another, writes on the page of the ticket. */
    CustomerActs.Outcome reply(EmailAddress who, String text, Attachment... files) {
        later();
        return database()
                .<CustomerActs.Outcome>write(
                        transaction -> room.customers().reply(transaction, ticket, who, text, List.of(files)));
    }

    Agent agent(AgentId id) {
        return organisation.agent(id).orElseThrow();
    }

    List<Article> articles() {
        return database().<List<Article>>read(transaction -> stores.articles().articles(transaction, ticket));
    }

    List<EmailAddress> participants() {
        return database()
                .<List<EmailAddress>>read(transaction -> stores.tickets().participants(transaction, ticket).stream()
                        .map(participant -> participant.who().address())
                        .toList());
    }

    /** Names of the events of the ticket's history. */
    List<String> events() {
        return database()
                .<List<String>>read(transaction -> stores.history().history(transaction, ticket).stream()
                        .map(line -> line.kind())
                        .toList());
    }

    /** What is in the queue, oldest first. */
    List<OutboundMail> queued(OutboundKind kind) {
        return database()
                .<List<OutboundMail>>read(transaction -> stores.queue().ofTicket(transaction, ticket).stream()
                        .filter(mail -> mail.about().kind() == kind)
                        .toList());
    }

    /** Whom a mail goes to. */
    static List<EmailAddress> recipients(OutboundMail mail) {
        return mail.recipients().stream().map(OutboundMail.Recipient::address).toList();
    }

    /** A mail as whoever gets it reads it. */
    IncomingMail read(OutboundMail mail) {
        return (IncomingMail) reader().read(raw(mail.stored().rawId()));
    }

    Bytes raw(long id) {
        return database().<Bytes>read(transaction -> stores.raws().get(transaction, id));
    }

    Optional<Attachment> file(Article article, int place) {
        return database().<Optional<Attachment>>read(transaction -> room.files().file(transaction, article, place));
    }

    static Attachment attachment(String name, String type, String content) {
        return new Attachment(name, type, false, Optional.empty(), Bytes.of(content));
    }

    static Words words(String text, Attachment... files) {
        return Words.onPage(text, List.of(files), List.of());
    }

    @Override
    public void close() {
        held.close();
    }
}
