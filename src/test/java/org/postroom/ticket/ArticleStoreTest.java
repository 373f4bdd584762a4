package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.CARLA;
import static org.postroom.ticket.Tickets.FRONT_LINE;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.RawStore;

@OnBothDatabases
class ArticleStoreTest {
    private static final NamedAddress SUPPORT = NamedAddress.of(EmailAddress.of("support@example.com"));

    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final ArticleStore articles = ArticleStore.jdbi(ids);

    @DatabaseTest
    void storesAMailWithEverythingItSays(Database database) {
        TicketId ticket = open(database);
        Article.Content content = new Article.Content(
                Article.Kind.CUSTOMER_MAIL,
                Article.Visibility.PUBLIC,
                By.customer(CARLA.address()),
                new Article.Addresses(Optional.of(CARLA), List.of(SUPPORT, CARLA), List.of(SUPPORT)),
                "\ud83d\ude00 " + "long ".repeat(20_000),
                Optional.of(new MessageId("x".repeat(980) + "@example.net")),
                "Grüße\n\n\ud83d\ude00 'quoted' \u0000 \u2028 end\n".repeat(3_000),
                new Article.Source(Optional.of(5L), Optional.of(6L), true),
                List.of(
                        file("../../etc/passwd", Optional.empty()),
                        file("n".repeat(4_096) + "\u202e.exe", Optional.of("image@example.net"))));
        Article added = add(database, ticket, content);
        assertThat(list(database, ticket)).containsExactly(added);
        assertThat(database.<Optional<Article>>read(t -> articles.find(t, added.id())))
                .contains(added);
    }

    @DatabaseTest
    void keepsTheBeginningOfLongWordsOnATicketThatHoldsTooMuch(Database database) {
        TicketId ticket = open(database);
        String endless = "ü".repeat(1_000_000);
        for (int i = 0; i < 6; i++) {
            assertThat(add(database, ticket, mail(i + "@example.net", endless))
                            .content()
                            .text())
                    .hasSize(i < 5 ? 1_000_000 : 10_076);
        }
        assertThat(list(database, ticket).getLast().content().text())
                .startsWith("ü".repeat(10_000) + "\n\n[The rest is in the mail itself");
        assertThat(add(database, ticket, mail("short@example.net", "short"))
                        .content()
                        .text())
                .isEqualTo("short");
        assertThat(add(database, open(database), mail("other@example.net", endless))
                        .content()
                        .text())
                .hasSize(1_000_000);
    }

    @DatabaseTest
    void sameMessageIdWithAnotherTextIsAnotherArticle(Database database) {
        TicketId ticket = open(database);
        Article first = add(database, ticket, mail("one@example.net", "first"));
        Article second = add(database, ticket, mail("one@example.net", "second"));
        assertThat(list(database, ticket)).containsExactly(first, second);
    }

    @DatabaseTest
    void findsTheArticleOfAMailByItsBytes(Database database) {
        TicketId ticket = open(database);
        Bytes bytes = Bytes.of("Subject: hello\r\n\r\nbytes");
        long raw = database.<Long>write(t -> RawStore.jdbi(ids).put(t, bytes));
        Article.Content mail = mail("one@example.net", "first");
        Article kept = add(
                database,
                ticket,
                new Article.Content(
                        mail.kind(),
                        mail.visibility(),
                        mail.by(),
                        mail.addresses(),
                        mail.subject(),
                        mail.messageId(),
                        mail.text(),
                        new Article.Source(Optional.empty(), Optional.of(raw), false),
                        List.of()));
        add(database, ticket, mail("two@example.net", "of no raw mail"));
        assertThat(database.<Optional<Article>>read(t -> articles.ofMail(t, bytes.sha256())))
                .contains(kept);
        assertThat(database.<Optional<Article>>read(
                        t -> articles.ofMail(t, Bytes.of("other").sha256())))
                .isEmpty();
    }

    @DatabaseTest
    void tellsWhatCameAfterAnArticle(Database database) {
        TicketId ticket = open(database);
        Article first = add(database, ticket, mail("one@example.net", "first"));
        Article second = add(database, ticket, answer("second"));
        add(database, open(database), mail("two@example.net", "of another ticket"));
        Article third = add(database, ticket, answer("third"));
        assertThat(database.<List<ArticleId>>read(t -> articles.after(t, ticket, first.id())))
                .containsExactly(second.id(), third.id());
        assertThat(database.<List<ArticleId>>read(t -> articles.after(t, ticket, third.id())))
                .isEmpty();
    }

    @DatabaseTest
    void findsAnswersRecordedLater(Database database) {
        TicketId ticket = open(database);
        add(database, ticket, answer("before"));
        add(database, ticket, mail("two@example.net", "a customer's"));
        Article later = database.write(t -> articles.add(t, ticket, answer("later"), OPENED.plusMillis(1)));
        assertThat(database.<List<Article>>read(t -> articles.answersAfter(t, ticket, OPENED)))
                .containsExactly(later);
        TicketId other = open(database);
        assertThat(database.<List<Article>>read(t -> articles.answersAfter(t, other, OPENED)))
                .isEmpty();
    }

    @DatabaseTest
    void tellsWhichAgentsWroteOnATicket(Database database) {
        TicketId ticket = open(database);
        add(database, ticket, mail("one@example.net", "a customer's"));
        assertThat(database.<Set<AgentId>>read(t -> articles.writers(t, ticket)))
                .isEmpty();
        add(database, ticket, answer("one"));
        add(database, ticket, answer("two"));
        assertThat(database.<Set<AgentId>>read(t -> articles.writers(t, ticket)))
                .containsExactly(ANNA);
    }

    private static Article.Content mail(String id, String text) {
        return new Article.Content(
                Article.Kind.CUSTOMER_MAIL,
                Article.Visibility.PUBLIC,
                By.customer(CARLA.address()),
                new Article.Addresses(Optional.of(CARLA), List.of(SUPPORT), List.of()),
                "The printer",
                Optional.of(new MessageId(id)),
                text,
                Article.Source.NONE,
                List.of());
    }

    private static Article.Content answer(String text) {
        return new Article.Content(
                Article.Kind.ANSWER,
                Article.Visibility.PUBLIC,
                By.agent(ANNA, Way.PAGE),
                Article.Addresses.NONE,
                "",
                Optional.empty(),
                text,
                Article.Source.NONE,
                List.of());
    }

    private static Article.AttachedFile file(String name, Optional<String> contentId) {
        return Article.AttachedFile.of(new Attachment(
                name, "application/pdf" + "x".repeat(300), contentId.isPresent(), contentId, Bytes.of("a")));
    }

    private TicketId open(Database database) {
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.of(CARLA));
        NewTicket wanted = new NewTicket("SUP", FRONT_LINE, matter, By.customer(CARLA.address()), OPENED);
        return database.<Ticket>write(t -> tickets.open(t, wanted)).id();
    }

    private Article add(Database database, TicketId ticket, Article.Content content) {
        return database.write(t -> articles.add(t, ticket, content, OPENED));
    }

    private List<Article> list(Database database, TicketId ticket) {
        return database.read(t -> articles.articles(t, ticket));
    }
}
