package org.postroom.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.Writers;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.notify.AnswerWriter;
import org.postroom.notify.NoticeLimits;
import org.postroom.notify.NoticeSettings;
import org.postroom.notify.NoticeWriter;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;

/** The sample company's desks at a database of a test's own, with as many tickets as it wants. */
final class DeskAt {
    private static final Organisation COMPANY = SampleCompany.organisation();
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

    private final Database database;
    private final AtomicLong seconds = new AtomicLong();
    private final InstantSource clock = () -> BEGIN.plusSeconds(seconds.incrementAndGet());
    private final DeskStores stores;
    private final DeskRoom room;

    DeskAt(Database database, int node) {
        this.database = database;
        Ids ids = new Ids(InstantSource.system(), node);
        this.stores = DeskStores.jdbi(ids, clock, _ -> {});
        NoticeWriter.Writing writing =
                new NoticeWriter.Writing(Writers.TEMPLATES, Writers.tokens(clock), Writers.noLinks(), ids);
        NoticeWriter notices = new NoticeWriter(
                new NoticeWriter.Settings(
                        () -> COMPANY,
                        _ -> NoticeSettings.DEFAULT,
                        () -> new NoticeLimits(10_000, Duration.ofHours(1))),
                writing,
                SendBudget.jdbi(),
                clock);
        this.room = new DeskRoom(
                stores,
                () -> COMPANY,
                () -> new MailReader(ReadLimits.standard()),
                new DeskWriters(notices, new AnswerWriter(() -> COMPANY, Department::address, writing, clock)),
                clock);
    }

    Database database() {
        return database;
    }

    DeskStores stores() {
        return stores;
    }

    DeskRoom room() {
        return room;
    }

    /** A ticket of somebody's, with this mail. */
    Ticket opened(NamedAddress customer, String text) {
        NewTicket wanted = new NewTicket(
                "SUP",
                SampleCompany.SUPPORT_FRONT_LINE,
                new Ticket.Matter("About " + text, Optional.of(customer)),
                By.customer(customer.address()),
                clock.instant());
        return database.write(transaction -> {
            Ticket ticket = room.book().open(transaction, wanted);
            add(transaction, ticket.id(), customer, text);
            return ticket;
        });
    }

    private Article add(org.postroom.storage.Transaction transaction, TicketId ticket, NamedAddress from, String text) {
        Article.Content mail = new Article.Content(
                Article.Kind.CUSTOMER_MAIL,
                Article.Visibility.PUBLIC,
                By.customer(from.address()),
                new Article.Addresses(
                        Optional.of(from), List.of(SampleCompany.support().from()), List.of()),
                "About " + text,
                Optional.of(idOf(text)),
                text,
                Article.Source.NONE,
                List.of());
        return room.book().add(transaction, ticket, mail, ThreadIndex.Origin.RECEIVED);
    }

    /** The Message-ID of the mail with this text. */
    static MessageId idOf(String text) {
        return new MessageId(text.replace(' ', '.') + "@example.net");
    }

    /** A mail of somebody who takes part comes for the ticket, or for what it became part of. */
    void comes(TicketId ticket, NamedAddress from, String text) {
        database.change(transaction -> add(
                transaction,
                stores.tickets().lockSurvivor(transaction, ticket).orElseThrow().id(),
                from,
                text));
    }

    /** An agent does this, and is sure of it. */
    Outcome act(AgentId agent, TicketId ticket, Act... acts) {
        Order order = Order.onPage(COMPANY.agent(agent).orElseThrow(), ticket, new Seen.Unknown(), acts);
        return database.<Outcome>write(transaction -> room.agents().carryOut(transaction, order.confirm()));
    }

    Ticket ticket(TicketId id) {
        return database.<Ticket>read(
                transaction -> stores.tickets().find(transaction, id).orElseThrow());
    }

    List<Ticket> tickets() {
        return database.<List<Ticket>>read(transaction -> stores.tickets().latest(transaction, 1_000));
    }

    List<Article> articles(TicketId id) {
        return database.<List<Article>>read(transaction -> stores.articles().articles(transaction, id));
    }

    List<HistoryLine> history(TicketId id) {
        return database.<List<HistoryLine>>read(transaction -> stores.history().history(transaction, id));
    }

    List<NamedAddress> people(TicketId id) {
        return database.<List<NamedAddress>>read(transaction -> stores.tickets().participants(transaction, id).stream()
                .map(Participant::who)
                .toList());
    }

    /** The tickets of the mails with these texts. */
    List<TicketId> ticketsOf(String... texts) {
        List<MessageId> ids = Arrays.stream(texts).map(DeskAt::idOf).toList();
        return database.<List<TicketId>>read(
                transaction -> stores.threads().ticketsOf(transaction, ids).values().stream()
                        .flatMap(List::stream)
                        .toList());
    }
}
