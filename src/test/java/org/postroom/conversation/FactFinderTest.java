package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.postroom.agent.SampleCompany;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.testing.CpuTime;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

/** Mails as they come, against tickets as they are stored: FAULTS E1, E2, E3 and E5. */
@OnBothDatabases
class FactFinderTest {
    private static final Instant NOW = Instant.parse("2025-03-03T08:00:00Z");
    private static final EmailAddress SUPPORT = EmailAddress.of("support@example.com");
    private static final EmailAddress CARLA = EmailAddress.of("carla@example.net");
    private static final EmailAddress MALLORY = EmailAddress.of("mallory@example.org");
    private static final EmailAddress ANNA = SampleCompany.ANNA_ADDRESS;
    private static final List<String> NOBODY = List.of();

    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final ThreadIndex threads = ThreadIndex.jdbi(ids);
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final TokenKeys keys =
            new TokenKeys(Map.of(0, Secret.of(Base64.getEncoder().encodeToString(new byte[TokenKeys.BYTES]))), 0);
    private final ReplyTokens tokens = new ReplyTokens(() -> keys, () -> Duration.ofDays(90), InstantSource.fixed(NOW));
    private final FactFinder finder = new FactFinder(threads, tickets, tokens);

    @DatabaseTest
    void aReplyFindsItsTicketByTheMessageIdsOfBothSides(Database database) {
        Ticket ticket = open(database);
        MessageId theirs = new MessageId("one@example.net");
        MessageId ours = new MessageId("two@example.com");
        database.change(t -> threads.add(t, theirs, ticket.id(), ThreadIndex.Origin.RECEIVED));
        database.change(t -> threads.add(t, ours, ticket.id(), ThreadIndex.Origin.SENT));
        for (MessageId known : List.of(theirs, ours)) {
            assertThat(placed(database, new Letter(CARLA).inReplyTo(known)))
                    .isEqualTo(new Placement.Customers(new Match.Found(ticket.id(), Match.How.REFERENCE)));
            assertThat(placed(database, new Letter(CARLA).references(known, new MessageId("unknown@example.net"))))
                    .isEqualTo(new Placement.Customers(new Match.Found(ticket.id(), Match.How.REFERENCE)));
        }
        assertThat(placed(database, new Letter(CARLA).inReplyTo(new MessageId("ONE@example.net"))))
                .isEqualTo(new Placement.Customers(new Match.None()));
    }

    @DatabaseTest
    void aStrangerWithNumberReferenceOrPlusAddressGetsANewTicket(Database database) {
        Ticket ticket = open(database);
        MessageId known = new MessageId("one@example.net");
        database.change(t -> threads.add(t, known, ticket.id(), ThreadIndex.Origin.RECEIVED));
        ReplyToken stolen = ReplyToken.forCustomer(ticket.id(), NOW);
        List<Letter> attempts = List.of(
                new Letter(MALLORY).subject("Re: [" + ticket.number() + "] The printer"),
                new Letter(MALLORY).inReplyTo(known),
                new Letter(MALLORY).to(tokens.address(stolen, SUPPORT)),
                new Letter(MALLORY)
                        .header("Delivered-To", tokens.address(stolen, SUPPORT).value()),
                new Letter(MALLORY).inReplyTo(tokens.messageId(stolen, 5, "example.com")));
        for (Letter attempt : attempts) {
            assertThat(placed(database, attempt))
                    .isInstanceOfSatisfying(
                            Placement.Customers.class,
                            customers -> assertThat(customers.match())
                                    .isInstanceOfSatisfying(
                                            Match.Related.class,
                                            related -> assertThat(related.tickets())
                                                    .containsExactly(ticket.id())));
        }
    }

    @DatabaseTest
    void subjectTextAndThreadIndexNeverNameATicket(Database database) {
        open(database);
        assertThat(placed(database, new Letter(CARLA).subject("Re: The printer").header("Thread-Index", "AdQ1")))
                .isEqualTo(new Placement.Customers(new Match.None()));
    }

    @DatabaseTest
    void theNumberLetsInOnlyWhoTakesPart(Database database) {
        Ticket ticket = open(database);
        EmailAddress dora = EmailAddress.of("dora@example.net");
        Letter fromDora = new Letter(dora).subject("AW: [" + ticket.number() + "] The printer");
        assertThat(placed(database, fromDora)).isNotEqualTo(found(ticket, Match.How.NUMBER));
        Participant participant = new Participant(NamedAddress.of(dora), Participant.Role.CC, NOW);
        database.<Boolean>write(t -> tickets.addParticipant(t, ticket.id(), participant));
        assertThat(placed(database, fromDora)).isEqualTo(found(ticket, Match.How.NUMBER));
    }

    @DatabaseTest
    void anAgentsAnswerNeedsItsTokenAndAddress(Database database) {
        Ticket ticket = open(database);
        ReplyToken token = ReplyToken.forAgent(Right.ANSWER, ticket.id(), SampleCompany.ANNA, NOW);
        MessageId notice = tokens.messageId(token, 7, "example.com");
        AgentIdentity verified = new AgentIdentity.Verified(SampleCompany.ANNA, Right.ANSWER, ticket.id(), NOW);
        assertThat(placed(database, new Letter(ANNA).inReplyTo(notice))).isEqualTo(new Placement.Agents(verified));
        assertThat(placed(database, new Letter(ANNA).to(tokens.address(token, SUPPORT))))
                .isEqualTo(new Placement.Agents(verified));
        MessageId shouted = new MessageId(notice.value().toUpperCase(Locale.ROOT));
        assertThat(placed(database, new Letter(ANNA).inReplyTo(shouted))).isEqualTo(new Placement.Agents(verified));

        for (Letter doubtful : List.of(
                new Letter(MALLORY).inReplyTo(notice),
                new Letter(ANNA).subject("[" + ticket.number() + "]"),
                new Letter(ANNA).inReplyTo(notice).subject("Fwd: [" + ticket.number() + "]"),
                new Letter(ANNA).inReplyTo(notice).text("FYI\n\n---------- Forwarded message ---------\nFrom: x"),
                new Letter(ANNA).inReplyTo(notice).header("From", "anna.private@example.net, mallory@example.org"),
                new Letter(ANNA)
                        .inReplyTo(notice)
                        .header("From", "a@example.org")
                        .header("From", "anna.private@example.net"))) {
            assertThat(placed(database, doubtful))
                    .isInstanceOfSatisfying(
                            Placement.Agents.class,
                            agents -> assertThat(agents.identity()).isInstanceOf(AgentIdentity.Doubtful.class));
        }
        assertThat(placed(database, new Letter(ANNA))).isEqualTo(new Placement.Customers(new Match.None()));
    }

    @DatabaseTest
    void whereConfTrustsAServerItsWordIsNeeded(Database database) {
        Ticket ticket = open(database);
        ReplyToken token = ReplyToken.forAgent(Right.ANSWER, ticket.id(), SampleCompany.ANNA, NOW);
        Letter letter = new Letter(ANNA).inReplyTo(tokens.messageId(token, 7, "example.com"));
        List<String> trusted = List.of("mx.example.com");
        assertThat(identity(database, letter, trusted)).isInstanceOf(AgentIdentity.Doubtful.class);
        letter.header("Authentication-Results", "mx.example.com; dkim=pass header.d=example.net");
        assertThat(identity(database, letter, trusted)).isInstanceOf(AgentIdentity.Verified.class);
    }

    @DatabaseTest
    void aMailOfAThousandTokensAndReferencesIsStillPlaced(Database database) {
        Ticket ticket = open(database);
        MessageId known = new MessageId("one@example.net");
        database.change(t -> threads.add(t, known, ticket.id(), ThreadIndex.Origin.RECEIVED));
        List<MessageId> many = new ArrayList<>();
        many.add(known);
        IntStream.range(0, 1_000)
                .mapToObj(i -> ReplyToken.forCustomer(new TicketId(i), NOW))
                .map(token -> tokens.messageId(token, 1, "example.com"))
                .forEach(many::add);
        assertThat(placed(database, new Letter(CARLA).references(many.toArray(MessageId[]::new))))
                .isEqualTo(found(ticket, Match.How.REFERENCE));
    }

    @DatabaseTest
    void oneMessageIdOnManyTicketsNamesFewOfThem(Database database) {
        MessageId same = new MessageId("same@example.org");
        for (int i = 0; i < 150; i++) {
            Ticket ticket = open(database);
            database.change(t -> threads.add(t, same, ticket.id(), ThreadIndex.Origin.RECEIVED));
        }
        assertThat(gather(database, new Letter(MALLORY).inReplyTo(same), NOBODY).references())
                .hasSize(100);
        assertThat(placed(database, new Letter(MALLORY).inReplyTo(same)))
                .isInstanceOfSatisfying(
                        Placement.Customers.class,
                        customers -> assertThat(customers.match())
                                .isInstanceOfSatisfying(
                                        Match.Related.class,
                                        related -> assertThat(related.tickets()).hasSize(10)));
    }

    /** All within a transaction, where nobody gives up on a mail that takes long. */
    @DatabaseTest
    void aFromOfBracketsWithoutEndTakesNoLongTime(Database database) {
        for (String sign : List.of("(", "\"", "(a", "(\"", ",(")) {
            Letter letter = new Letter(MALLORY).header("From", "a@example.org" + sign.repeat(250_000 / sign.length()));
            assertThat(CpuTime.of(() -> gather(database, letter, NOBODY))).isLessThan(Duration.ofSeconds(5));
        }
    }

    @DatabaseTest
    void addressesInCommentsAndQuotesAreNoSenders(Database database) {
        assertThat(several(database, "\"Doe, x@example.org\" (or, y@example.org) <anna@example.net>"))
                .isFalse();
        assertThat(several(database, "anna@example.net, ( mallory@example.org")).isTrue();
    }

    private boolean several(Database database, String from) {
        return gather(database, new Letter(MALLORY).header("From", from), NOBODY)
                .sender()
                .several();
    }

    private static Placement found(Ticket ticket, Match.How how) {
        return new Placement.Customers(new Match.Found(ticket.id(), how));
    }

    private Placement placed(Database database, Letter letter) {
        return Placement.of(gather(database, letter, NOBODY));
    }

    private AgentIdentity identity(Database database, Letter letter, List<String> trusted) {
        return AgentJudge.judge(gather(database, letter, trusted));
    }

    private MailFacts gather(Database database, Letter letter, List<String> trusted) {
        return database.read(t -> finder.gather(t, letter.mail(), letter.text, SampleCompany.organisation(), trusted));
    }

    private Ticket open(Database database) {
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.of(NamedAddress.of(CARLA)));
        return database.write(t -> tickets.open(
                t, new NewTicket("SUP", SampleCompany.SUPPORT_FRONT_LINE, matter, By.customer(CARLA), NOW)));
    }

    /** A mail under way. */
    private static final class Letter {
        private final EmailAddress from;
        private final List<Headers.Field> headers = new ArrayList<>();
        private final List<EmailAddress> to = new ArrayList<>(List.of(SUPPORT));
        private final List<MessageId> inReplyTo = new ArrayList<>();
        private final List<MessageId> references = new ArrayList<>();
        private String subject = "Hello";
        private String text = "Hello";

        Letter(EmailAddress from) {
            this.from = from;
        }

        Letter subject(String other) {
            subject = other;
            return this;
        }

        Letter text(String other) {
            text = other;
            return this;
        }

        Letter to(EmailAddress address) {
            to.add(address);
            return this;
        }

        Letter inReplyTo(MessageId id) {
            inReplyTo.add(id);
            return this;
        }

        Letter references(MessageId... oldestFirst) {
            references.addAll(List.of(oldestFirst));
            return this;
        }

        Letter header(String name, String value) {
            headers.add(new Headers.Field(name, value));
            return this;
        }

        IncomingMail mail() {
            return new IncomingMail(
                    new Headers(headers),
                    new IncomingMail.Correspondents(
                            Optional.of(NamedAddress.of(from)),
                            List.of(),
                            to.stream().map(NamedAddress::of).toList(),
                            List.of(),
                            new IncomingMail.ReturnPath.Unknown()),
                    new IncomingMail.ThreadLinks(Optional.empty(), inReplyTo, references),
                    subject,
                    Optional.empty(),
                    new IncomingMail.Content(text, Optional.empty(), List.of(), Optional.empty()),
                    List.of());
        }
    }
}
