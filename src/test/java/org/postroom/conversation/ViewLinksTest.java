package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

@OnBothDatabases
class ViewLinksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final EmailAddress CARLA = EmailAddress.of("Carla@example.net");
    private static final EmailAddress DORA = EmailAddress.of("dora@example.net");

    private final JdbiViewLinkStore links = new JdbiViewLinkStore(new SecureRandom());
    private final TicketStore tickets = TicketStore.jdbi(new Ids(InstantSource.system(), 1));

    @DatabaseTest
    void opensTheTicketItWasMadeForAsTheAddressItWasSentTo(Database database) {
        TicketId one = ticket(database);
        String token = create(database, one, CARLA);
        create(database, ticket(database), DORA);

        ViewLink found = find(database, token, NOW).orElseThrow();
        assertThat(found).isEqualTo(new ViewLink(one, CARLA, NOW, NOW.plus(LIFETIME)));
        assertThat(found.address().value()).isEqualTo("Carla@example.net");
    }

    @DatabaseTest
    void opensTheTicketThatItsOwnBecamePartOf(Database database) {
        TicketId one = ticket(database);
        TicketId other = ticket(database);
        String token = create(database, one, CARLA);
        String doras = create(database, ticket(database), DORA);
        ViewLink before = find(database, doras, NOW).orElseThrow();
        database.change(t -> links.move(t, one, other));
        assertThat(find(database, token, NOW)).contains(new ViewLink(other, CARLA, NOW, NOW.plus(LIFETIME)));
        assertThat(find(database, doras, NOW)).contains(before);
    }

    @DatabaseTest
    void opensTheTicketThatItsOwnerWentToAlone(Database database) {
        TicketId one = ticket(database);
        TicketId other = ticket(database);
        String carlas = create(database, one, CARLA);
        String doras = create(database, one, DORA);
        database.change(t -> {
            links.move(t, one, other, List.of());
            links.move(t, one, other, List.of(EmailAddress.of(DORA.value().toUpperCase(Locale.ROOT))));
        });
        assertThat(find(database, carlas, NOW).orElseThrow().ticket()).isEqualTo(one);
        assertThat(find(database, doras, NOW).orElseThrow().ticket()).isEqualTo(other);
    }

    @DatabaseTest
    void eachLinkHasATokenOfItsOwnOf256Bits(Database database) {
        TicketId ticket = ticket(database);
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            tokens.add(create(database, ticket, CARLA));
        }
        assertThat(tokens).hasSize(50).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
        assertThat(tokens).allMatch(token -> find(database, token, NOW).isPresent());
    }

    @DatabaseTest
    void keepsNothingTheTokenCouldBeReadFrom(Database database) {
        TicketId ticket = ticket(database);
        String token = create(database, ticket, CARLA);

        List<String> kept = database.read(transaction -> transaction
                .handle()
                .createQuery("SELECT * FROM view_link WHERE ticket_id = :ticket")
                .bind("ticket", ticket.value())
                .mapToMap()
                .list()
                .stream()
                .map(Object::toString)
                .toList());
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst()).contains(Bytes.of(token).sha256()).doesNotContainIgnoringCase(token);
    }

    @DatabaseTest
    void countsTheLinksOfATicketThatWork(Database database) {
        TicketId ticket = ticket(database);
        create(database, ticket(database), CARLA);
        assertThat(working(database, ticket, NOW)).isEqualTo(new ViewLinks.Working(0, Optional.empty()));
        create(database, ticket, CARLA);
        create(database, ticket, DORA);
        assertThat(working(database, ticket, NOW)).isEqualTo(new ViewLinks.Working(2, Optional.of(NOW)));
        assertThat(working(database, ticket, NOW.plus(LIFETIME)).number()).isZero();
        database.change(transaction -> links.revoke(transaction, ticket, NOW));
        assertThat(working(database, ticket, NOW)).isEqualTo(new ViewLinks.Working(0, Optional.empty()));
    }

    private ViewLinks.Working working(Database database, TicketId ticket, Instant now) {
        return database.<ViewLinks.Working>read(transaction -> links.working(transaction, ticket, now));
    }

    @DatabaseTest
    void endsWithItsLifetime(Database database) {
        String token = create(database, ticket(database), CARLA);
        assertThat(find(database, token, NOW.plus(LIFETIME).minusMillis(1))).isPresent();
        assertThat(find(database, token, NOW.plus(LIFETIME))).isEmpty();
    }

    @DatabaseTest
    void isRevokedWithAllOthersOfItsTicket(Database database) {
        TicketId one = ticket(database);
        String first = create(database, one, CARLA);
        String second = create(database, one, DORA);
        String other = create(database, ticket(database), CARLA);

        assertThat(database.<Integer>write(t -> links.revoke(t, one, NOW))).isEqualTo(2);
        assertThat(find(database, first, NOW)).isEmpty();
        assertThat(find(database, second, NOW)).isEmpty();
        assertThat(find(database, other, NOW)).isPresent();
        assertThat(database.<Integer>write(t -> links.revoke(t, one, NOW))).isZero();
    }

    @DatabaseTest
    void isRevokedWithAllOthersOfItsAddressInAnyCase(Database database) {
        TicketId ticket = ticket(database);
        EmailAddress leaver = EmailAddress.of("Leaver@example.org");
        String hers = create(database, ticket, leaver);
        String elsewhere = create(database, ticket(database), leaver);
        create(database, ticket, leaver);
        String others = create(database, ticket, DORA);
        EmailAddress otherCase = EmailAddress.of("leaver@EXAMPLE.org");

        TicketId another = find(database, elsewhere, NOW).orElseThrow().ticket();
        assertThat(database.<Map<TicketId, Integer>>write(t -> links.revoke(t, otherCase, NOW)))
                .isEqualTo(Map.of(ticket, 2, another, 1));
        assertThat(database.<Map<TicketId, Integer>>write(t -> links.revoke(t, otherCase, NOW)))
                .isEmpty();
        assertThat(find(database, hers, NOW)).isEmpty();
        assertThat(find(database, elsewhere, NOW)).isEmpty();
        assertThat(find(database, others, NOW)).isPresent();
    }

    @DatabaseTest
    void staysRevokedWhateverTheClockSays(Database database) {
        TicketId ticket = ticket(database);
        String token = create(database, ticket, CARLA);
        database.change(t -> links.revoke(t, ticket, NOW.plusSeconds(60)));
        assertThat(find(database, token, NOW)).isEmpty();
    }

    @DatabaseTest
    void aNewLinkOfARevokedTicketWorks(Database database) {
        TicketId ticket = ticket(database);
        create(database, ticket, CARLA);
        database.change(t -> links.revoke(t, ticket, NOW));
        assertThat(find(database, create(database, ticket, CARLA), NOW)).isPresent();
    }

    @DatabaseTest
    void tellsNoDifferenceBetweenUnknownExpiredRevokedAndNonsense(Database database) {
        TicketId ticket = ticket(database);
        String expired = create(database, ticket, CARLA);
        TicketId closed = ticket(database);
        String revoked = create(database, closed, CARLA);
        database.change(t -> links.revoke(t, closed, NOW));
        String working = create(database, ticket, CARLA);

        Instant later = NOW.plus(LIFETIME);
        assertThat(find(database, expired, later)).isEqualTo(find(database, revoked, NOW));
        for (String odd : List.of(
                "",
                " ",
                working + " ",
                working.substring(1),
                working.toUpperCase(java.util.Locale.ROOT),
                Bytes.of(working).sha256(),
                "'; DROP TABLE view_link; --",
                "%",
                "\0",
                "ü\uD800",
                "x".repeat(100_000))) {
            assertThat(find(database, odd, NOW)).as(odd).isEmpty();
        }
        assertThat(find(database, working, NOW)).isPresent();
    }

    @DatabaseTest
    void isForgottenOnceItExpired(Database database) {
        TicketId ticket = ticket(database);
        String token = create(database, ticket, CARLA);
        Instant end = NOW.plus(LIFETIME);
        sweep(database, end);
        assertThat(find(database, token, NOW)).isPresent();
        sweep(database, end.plusMillis(1));
        assertThat(find(database, token, NOW)).isEmpty();
    }

    /** FAULTS F7. The same look-up as one by one, a thousand at a time. */
    @DatabaseTest
    void aMillionRandomTokensOpenNothing(Database database) {
        TicketId ticket = ticket(database);
        String known = create(database, ticket, CARLA);
        for (int i = 0; i < 1_000; i++) {
            create(database, ticket, CARLA);
        }
        long seed = 20_261_122;
        Random guesser = new Random(seed);
        for (int batch = 0; batch < 1_000; batch++) {
            List<String> guesses = new ArrayList<>(List.of(known));
            for (int i = 0; i < 1_000; i++) {
                guesses.add(guess(guesser));
            }
            List<ViewLink> hits = database.read(t -> links.find(t, guesses, NOW));
            assertThat(hits).as("seed %d, batch %d", seed, batch).hasSize(1);
        }
    }

    private void sweep(Database database, Instant when) {
        new ViewLinkSweep(database, links, InstantSource.fixed(when)).run();
    }

    private static String guess(Random guesser) {
        byte[] bits = new byte[32];
        guesser.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private String create(Database database, TicketId ticket, EmailAddress address) {
        return database.write(t -> links.create(t, ticket, address, NOW, LIFETIME));
    }

    private Optional<ViewLink> find(Database database, String token, Instant when) {
        return database.read(t -> links.find(t, token, when));
    }

    private TicketId ticket(Database database) {
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.empty());
        NewTicket wanted = new NewTicket("SUP", SampleCompany.SUPPORT_FRONT_LINE, matter, By.unknown(), Instant.EPOCH);
        return database.<Ticket>write(t -> tickets.open(t, wanted)).id();
    }
}
