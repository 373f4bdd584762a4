package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.BEN;
import static org.postroom.ticket.Tickets.CARLA;
import static org.postroom.ticket.Tickets.FRONT_LINE;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.PackedMail;
import org.postroom.storage.RawStore;

@OnBothDatabases
class TicketMovesTest {
    private static final Instant LATER = OPENED.plusSeconds(60);
    private static final By BY = By.customer(CARLA.address());

    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final ArticleStore articles = ArticleStore.jdbi(ids);
    private final HistoryStore history = HistoryStore.jdbi(ids);
    private final DraftStore drafts = DraftStore.jdbi(ids, RawStore.jdbi(ids));
    private final SeenStore seen = SeenStore.jdbi();
    private final TicketMoves moves = TicketMoves.jdbi();

    private Ticket ticket(Database database, String customer) {
        NamedAddress who = NamedAddress.of(EmailAddress.of(customer));
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.of(who));
        return database.write(t -> tickets.open(t, new NewTicket("SUP", FRONT_LINE, matter, BY, OPENED)));
    }

    /** An article with its line of the history, and a line about none. */
    private Article written(Database database, Ticket ticket, String text) {
        Article.Content content = new Article.Content(
                Article.Kind.CUSTOMER_MAIL,
                Article.Visibility.PUBLIC,
                BY,
                Article.Addresses.NONE,
                "",
                Optional.empty(),
                text,
                Article.Source.NONE,
                List.of());
        return database.write(t -> {
            Article article = articles.add(t, ticket.id(), content, OPENED);
            TicketEvent replied = new TicketEvent.CustomerReplied(BY);
            history.add(t, ticket.id(), replied, OPENED, Optional.of(article.id()), Map.of());
            history.add(t, ticket.id(), new TicketEvent.Closed(BY), OPENED, Optional.empty(), Map.of());
            return article;
        });
    }

    private List<String> texts(Database database, Ticket ticket) {
        return database.<List<String>>read(t -> articles.articles(t, ticket.id()).stream()
                .map(article -> article.content().text())
                .toList());
    }

    private List<String> events(Database database, Ticket ticket) {
        return database.<List<String>>read(t ->
                history.history(t, ticket.id()).stream().map(HistoryLine::kind).toList());
    }

    @DatabaseTest
    void takesAllArticlesAndTheirLinesOfTheHistoryAlong(Database database) {
        Ticket one = ticket(database, "carla@example.net");
        Ticket other = ticket(database, "dora@example.net");
        written(database, one, "first");
        written(database, other, "second");
        written(database, one, "third");
        database.change(t -> moves.all(t, one.id(), other.id(), LATER));
        assertThat(texts(database, other)).containsExactly("first", "second", "third");
        assertThat(texts(database, one)).isEmpty();
        assertThat(events(database, one)).containsExactly("closed", "closed");
        assertThat(events(database, other))
                .containsExactly("customer-replied", "customer-replied", "closed", "customer-replied");
    }

    @DatabaseTest
    void takesSomeArticlesAlongAndNoneOfAnotherTicket(Database database) {
        Ticket one = ticket(database, "carla@example.net");
        Ticket other = ticket(database, "dora@example.net");
        Ticket third = ticket(database, "eve@example.net");
        written(database, one, "first");
        Article second = written(database, one, "second");
        Article foreign = written(database, third, "foreign");
        int moved = database.<Integer>write(
                t -> moves.articles(t, one.id(), List.of(second.id(), foreign.id()), other.id()));
        assertThat(moved).isEqualTo(1);
        assertThat(texts(database, one)).containsExactly("first");
        assertThat(texts(database, other)).containsExactly("second");
        assertThat(texts(database, third)).containsExactly("foreign");
        assertThat(events(database, one)).containsExactly("customer-replied", "closed", "closed");
        assertThat(events(database, other)).containsExactly("customer-replied");
        assertThat(database.<Integer>write(t -> moves.articles(t, one.id(), List.of(), other.id())))
                .isZero();
    }

    @DatabaseTest
    void looksOfBothCountAsLongAgoAsTheFirstOfThem(Database database) {
        Ticket one = ticket(database, "carla@example.net");
        Ticket other = ticket(database, "dora@example.net");
        database.change(t -> {
            seen.seen(t, ANNA, one.id(), OPENED);
            seen.seen(t, ANNA, other.id(), LATER);
            seen.seen(t, BEN, one.id(), LATER);
            moves.all(t, one.id(), other.id(), LATER);
        });
        assertThat(database.<Optional<Instant>>read(t -> seen.lastSeen(t, ANNA, other.id())))
                .contains(OPENED);
        assertThat(database.<Optional<Instant>>read(t -> seen.lastSeen(t, BEN, other.id())))
                .isEmpty();
        assertThat(database.<Optional<Instant>>read(t -> seen.lastSeen(t, BEN, one.id())))
                .isEmpty();
    }

    @DatabaseTest
    void wordsThatADraftEndsWithAreNotAddedToItAgain(Database database) {
        Ticket one = ticket(database, "carla@example.net");
        Ticket other = ticket(database, "dora@example.net");
        Draft.Key here = new Draft.Key(ANNA, one.id(), Draft.Kind.ANSWER);
        Draft.Key there = new Draft.Key(ANNA, other.id(), Draft.Kind.ANSWER);
        Draft.Typed banana = new Draft.Typed("A banana.", "x@example.org");
        database.change(t -> drafts.save(t, there, banana, 5, LATER));
        for (String words : List.of("ana.", "Here.", "Here.", "Here.\n")) {
            database.change(t -> {
                drafts.save(t, here, new Draft.Typed(words, "x@example.org"), 9, LATER);
                moves.drafts(t, one.id(), other.id(), LATER);
            });
        }
        assertThat(database.<Optional<Draft>>read(t -> drafts.find(t, there))
                        .orElseThrow()
                        .typed())
                .isEqualTo(new Draft.Typed("A banana.\n\nana.\n\nHere.", "x@example.org"));
    }

    @DatabaseTest
    void draftsGoAlongAlone(Database database) {
        Ticket one = ticket(database, "carla@example.net");
        Ticket other = ticket(database, "dora@example.net");
        written(database, one, "first");
        database.change(t -> moves.drafts(t, one.id(), other.id(), LATER));
        assertThat(texts(database, one)).containsExactly("first");
    }

    @DatabaseTest
    void noWordOfADraftIsLost(Database database) {
        Ticket one = ticket(database, "carla@example.net");
        Ticket other = ticket(database, "dora@example.net");
        Draft.Key annas = new Draft.Key(ANNA, other.id(), Draft.Kind.ANSWER);
        Draft.Key bens = new Draft.Key(BEN, other.id(), Draft.Kind.ANSWER);
        Draft.NewFile file = new Draft.NewFile("a.txt", "text/plain", PackedMail.of(Bytes.of("a")));
        database.change(t -> {
            drafts.save(t, annas, new Draft.Typed("There.", "x@example.org"), 5, LATER);
            drafts.save(t, new Draft.Key(ANNA, one.id(), Draft.Kind.ANSWER), new Draft.Typed("Here.", ""), 9, LATER);
            drafts.addFile(t, new Draft.Key(ANNA, one.id(), Draft.Kind.ANSWER), file, 1_000, LATER);
            drafts.save(t, bens, new Draft.Typed("Sent.", ""), 5, LATER);
            drafts.delete(t, bens, LATER);
            drafts.save(t, new Draft.Key(BEN, one.id(), Draft.Kind.ANSWER), new Draft.Typed("Mine.", ""), 3, LATER);
            moves.all(t, one.id(), other.id(), LATER);
        });
        Draft both = database.<Optional<Draft>>read(t -> drafts.find(t, annas)).orElseThrow();
        assertThat(both.typed()).isEqualTo(new Draft.Typed("There.\n\nHere.", "x@example.org"));
        assertThat(both.files()).extracting(Draft.File::name).containsExactly("a.txt");
        assertThat(database.<Optional<Draft>>read(t -> drafts.find(t, bens))
                        .orElseThrow()
                        .typed())
                .isEqualTo(new Draft.Typed("Mine.", ""));
        assertThat(database.<DraftStore.Saved>write(
                        t -> drafts.save(t, annas, new Draft.Typed("There, more.", ""), 6, LATER)))
                .as("a window that was left open")
                .isInstanceOf(DraftStore.Saved.Older.class);
    }
}
