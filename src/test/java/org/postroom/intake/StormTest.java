package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.intake.Office.SUPPORT;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.AutoReplyLimits;
import org.postroom.autoreply.AutoReplyLimits.PerHour;
import org.postroom.autoreply.SendBudget;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.StorageException;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.storage.Transaction;
import org.postroom.storm.Storm;
import org.postroom.storm.StormRelease;
import org.postroom.storm.StormRelease.Choice;
import org.postroom.storm.StormSettings;
import org.postroom.storm.StormStore;
import org.postroom.storm.WithheldAnswer;
import org.postroom.storm.WithheldAnswer.State;

/** Storms from the first answer held back to the last one sent after all, on both databases. */
class StormTest {
    private static final EmailAddress DORA = SampleCompany.organisationWithAdmin().agents().stream()
            .filter(agent -> agent.admin())
            .findFirst()
            .orElseThrow()
            .address();
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(31);

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(Named.of("SQLite", TestDatabases::sqlite), Named.of("MariaDB", TestDatabases::mariadb));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void tellsAdministratorsOnceWhenItBeginsAndOnceInTheSameThreadWhenItIsOver(Supplier<TestDatabase> database) {
        try (Office office = office(database.get())) {
            for (int i = 0; i < 12; i++) {
                writes(office, "carl@customer.example.org", "Question " + word(i));
            }
            office.sweepStorms();
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(3);
            assertThat(storms(office)).singleElement().satisfies(storm -> {
                assertThat(storm.name()).isEqualTo("address:carl@customer.example.org");
                assertThat(storm.withheld()).isEqualTo(9);
            });
            assertThat(office.letters(DORA)).as("nine are no news").isEmpty();

            writes(office, "carl@customer.example.org", "Question once more");
            writes(office, "carl@customer.example.org", "Question at last");
            Queued begun = only(office.letters(DORA));
            assertThat(begun.subject()).isEqualTo("Automatic answers are held back: address:carl@customer.example.org");
            assertThat(begun.text()).contains("3 automatic answers within 30 minutes", "/storms/", "postroom release");
            assertThat(begun.ours().stored().envelopeSender()).isEmpty();
            assertThat(begun.header("Auto-Submitted")).contains("auto-generated");

            office.clock.forward(HALF_AN_HOUR);
            office.sweepStorms();
            office.sweepStorms();
            List<Queued> both = office.letters(DORA);
            assertThat(both).hasSize(2);
            assertThat(both.getLast().header("In-Reply-To")).contains("<" + begun.messageId() + ">");
            assertThat(both.getLast().text()).contains("Held back: 11");
            assertThat(storms(office)).isEmpty();
        }
    }

    @Test
    void endsALoopForAsLongAsItGoesOnInsteadOfSlowingItDown() {
        try (Office office = office(TestDatabases.sqlite())) {
            for (int i = 0; i < 5; i++) {
                writes(office, "robot@loop.example.net", "Question " + word(i));
                office.clock.forward(Duration.ofMinutes(16));
            }
            assertThat(office.queued(OutboundKind.AUTOMATIC)).as("no loop yet").hasSize(5);

            for (int i = 0; i < 24; i++) {
                writes(office, "robot@loop.example.net", "Complaint " + word(i));
                office.clock.forward(Duration.ofMinutes(5));
            }
            int answered = office.queued(OutboundKind.AUTOMATIC).size();
            assertThat(answered).as("of two hours, not 3 in each half").isLessThanOrEqualTo(8);
            office.clock.forward(HALF_AN_HOUR);
            writes(office, "robot@loop.example.net", "A last one");
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(answered + 1);
        }
    }

    @Test
    void answersTheSameTextOfManySendersOnlySoManyTimes() {
        try (Office office = office(TestDatabases.sqlite())) {
            for (int i = 0; i < 14; i++) {
                office.arrives(Letter.from(
                        "p" + i + "@host" + i + ".example.net",
                        SUPPORT,
                        "Re: Your invoice " + (4711 + i),
                        "Dear customer number " + i + ",\n\nplease open https://example.org/" + i
                                + " to pay at once.\n\n" + "> Quoted " + word(i)));
            }
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(10);
            assertThat(storms(office))
                    .singleElement()
                    .satisfies(storm -> assertThat(storm.name()).matches("same-text:[0-9a-f]{16}"));
            assertThat(office.history("SUP-1014").toString()).contains("in answer to the same text");

            writes(office, "somebody@example.net", "Something else altogether, in more than a few words");
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(11);
        }
    }

    @Test
    void doesNotTakeFewWordsForTheSameText() {
        try (Office office = office(TestDatabases.sqlite())) {
            for (int i = 0; i < 14; i++) {
                office.arrives(Letter.from("p" + i + "@host" + i + ".example.net", SUPPORT, "Hello", "Please help"));
            }
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(14);
        }
    }

    @Test
    void letsNoMoreGoToADomainThanItsLimitAndGoesOnWithThatMuch() {
        try (Office office = office(TestDatabases.sqlite())) {
            office.limits(limits(new PerHour(5, 200, 1000)));
            for (int i = 0; i < 9; i++) {
                writes(office, "p" + i + "@crowd.example.net", "Question " + word(i));
            }
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(5);
            assertThat(storms(office)).extracting(Storm::name).containsExactly("domain:crowd.example.net");

            office.clock.forward(Duration.ofMinutes(61));
            writes(office, "p99@crowd.example.net", "A last one");
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(6);
        }
    }

    @Test
    void tellsOfFewStormsAndHowManyWereLeftOut() {
        try (Office office = office(TestDatabases.sqlite())) {
            office.storms(new StormSettings(Duration.ofMinutes(30), true, 2, Duration.ofDays(30)));
            for (int sender = 0; sender < 6; sender++) {
                for (int i = 0; i < 13; i++) {
                    writes(
                            office,
                            "p" + sender + "@host" + sender + ".example.net",
                            "Question " + word(sender * 13 + i));
                }
            }
            assertThat(storms(office)).hasSize(6);
            assertThat(office.letters(DORA)).hasSize(2);

            office.clock.forward(Duration.ofMinutes(61));
            office.sweepStorms();
            assertThat(office.letters(DORA)).as("of the two that were told").hasSize(4);
            for (int i = 0; i < 13; i++) {
                writes(office, "late@host.example.net", "Late question " + word(i));
            }
            assertThat(office.letters(DORA).getLast().text()).contains("Of 4 more that began before this one");
        }
    }

    @Test
    void tellsNobodyWhereConfWantsNoMailAndListsItAllTheSame() {
        try (Office office = office(TestDatabases.sqlite())) {
            office.storms(new StormSettings(Duration.ofMinutes(30), false, 2, Duration.ofDays(30)));
            for (int i = 0; i < 20; i++) {
                writes(office, "carl@customer.example.org", "Question " + word(i));
            }
            assertThat(storms(office)).hasSize(1);
            office.clock.forward(HALF_AN_HOUR);
            office.sweepStorms();
            assertThat(office.letters(DORA)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sendsWhatWasHeldBackOnceReleased(Supplier<TestDatabase> database) {
        try (Office office = office(database.get())) {
            office.limits(limits(new PerHour(5, 200, 1000)));
            for (int i = 0; i < 9; i++) {
                writes(office, "p" + i + "@crowd.example.net", "Question " + word(i));
            }
            Storm storm = storms(office).getFirst();
            assertThat(release(office, storm, Choice.SEND)).isEqualTo(new StormRelease.Released(true, 4));
            assertThat(release(office, storm, Choice.DROP)).isEqualTo(new StormRelease.Released(false, 0));
            office.sendReleased();
            office.sendReleased();

            assertThat(states(office, storm)).containsExactly(State.SENT, State.SENT, State.SENT, State.SENT);
            List<Queued> sent = office.queued(OutboundKind.AUTOMATIC);
            assertThat(sent).hasSize(9);
            assertThat(sent.getLast().to()).containsExactly(EmailAddress.of("p8@crowd.example.net"));
            assertThat(sent.getLast().subject()).contains("Question i", "SUP-1009");
            assertThat(office.events("SUP-1009"))
                    .containsSubsequence("automatic-mail-suppressed", "auto-response-sent");
        }
    }

    /** A database ends a transaction that stands still for as long as reading one mail may take. */
    @Test
    void readsTheMailsOfReleasedAnswersBeforeAnyTransactionBegins() {
        AtomicBoolean locked = new AtomicBoolean();
        AtomicInteger readWhileLocked = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        try (Office office = new Office(
                stores -> new IntakeStores(
                        stores.desk(), stores.spool(), stores.held(), noting(stores.storms(), locked), stores.floods()),
                () -> {
                    read.incrementAndGet();
                    readWhileLocked.addAndGet(locked.get() ? 1 : 0);
                    return new MailReader(ReadLimits.standard());
                })) {
            office.conf(SampleCompany.organisationWithAdmin());
            office.limits(limits(new PerHour(2, 200, 1000)));
            for (int i = 0; i < 4; i++) {
                writes(office, "p" + i + "@crowd.example.net", "Question " + word(i));
            }
            Storm storm = storms(office).getFirst();
            release(office, storm, Choice.SEND);
            read.set(0);
            office.sendReleased();

            assertThat(states(office, storm)).containsExactly(State.SENT, State.SENT);
            assertThat(read).hasValue(2);
            assertThat(readWhileLocked).hasValue(0);
        }
    }

    /** Notes from when on an answer is locked until its transaction is committed. */
    private static StormStore noting(StormStore storms, AtomicBoolean locked) {
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("lockReleased")) {
                locked.set(true);
                ((Transaction) arguments[0]).afterCommit(() -> locked.set(false));
            }
            return method.invoke(storms, arguments);
        };
        return (StormStore)
                Proxy.newProxyInstance(StormStore.class.getClassLoader(), new Class<?>[] {StormStore.class}, handler);
    }

    @Test
    void sendsTheOtherReleasedAnswersWhereTheMailOfOneIsDamaged() {
        try (Office office = office(TestDatabases.sqlite())) {
            office.limits(limits(new PerHour(5, 200, 1000)));
            for (int i = 0; i < 9; i++) {
                writes(office, "p" + i + "@crowd.example.net", "Question " + word(i));
            }
            Storm storm = storms(office).getFirst();
            release(office, storm, Choice.SEND);
            office.database()
                    .change(transaction -> transaction
                            .handle()
                            .execute("DELETE FROM raw_chunk WHERE raw_id = (SELECT raw_id FROM receipt WHERE id ="
                                    + " (SELECT MIN(receipt_id) FROM withheld_answer))"));
            assertThatThrownBy(office::sendReleased).hasCauseInstanceOf(StorageException.class);

            assertThat(states(office, storm)).containsExactly(State.RELEASED, State.SENT, State.SENT, State.SENT);
        }
    }

    @Test
    void neverSendsMoreThanAnAddressMayGetNorWhatAnAgentHasAnswered() {
        try (Office office = office(TestDatabases.sqlite())) {
            for (int i = 0; i < 8; i++) {
                writes(office, "carl@customer.example.org", "Question " + word(i));
            }
            Storm storm = storms(office).getFirst();
            release(office, storm, Choice.SEND);
            office.sendReleased();
            assertThat(states(office, storm)).containsOnly(State.DROPPED);
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(3);

            office.limits(limits(new PerHour(1, 200, 1000)));
            writes(office, "one@crowd.example.net", "First question");
            writes(office, "two@crowd.example.net", "Second question");
            office.agentAnswers(Office.ANNA, "We look into it.");
            Storm crowd = storms(office).getFirst();
            release(office, crowd, Choice.SEND);
            office.sendReleased();
            assertThat(states(office, crowd)).containsExactly(State.DROPPED);
        }
    }

    @Test
    void waitsForRoomUnderAWiderLimit() {
        try (Office office = office(TestDatabases.sqlite())) {
            office.limits(limits(new PerHour(2, 3, 1000)));
            for (int i = 0; i < 6; i++) {
                writes(office, "p" + i + "@crowd.example.net", "Question " + word(i));
            }
            Storm storm = storms(office).getFirst();
            release(office, storm, Choice.SEND);
            office.sendReleased();
            assertThat(states(office, storm))
                    .as("one more fits, then the department's limit is reached")
                    .containsExactly(State.SENT, State.RELEASED, State.RELEASED, State.RELEASED);
            office.clock.forward(Duration.ofMinutes(61));
            office.sendReleased();
            assertThat(states(office, storm)).filteredOn(State.SENT::equals).hasSize(3);
        }
    }

    @Test
    void answersAtOnceAfterAWideLimitWasReleasedButNotAfterAnAddressWas() {
        try (Office office = office(TestDatabases.sqlite())) {
            office.limits(limits(new PerHour(2, 200, 1000)));
            for (int i = 0; i < 4; i++) {
                writes(office, "p" + i + "@crowd.example.net", "Question " + word(i));
            }
            release(office, storms(office).getFirst(), Choice.DROP);
            writes(office, "p5@crowd.example.net", "Another one");
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(3);
            assertThat(storms(office)).isEmpty();

            office.limits(limits(new PerHour(200, 200, 1000)));
            for (int i = 0; i < 4; i++) {
                writes(office, "carl@customer.example.org", "Complaint " + word(i));
            }
            release(office, storms(office).getFirst(), Choice.DROP);
            writes(office, "carl@customer.example.org", "Another complaint");
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(6);
            assertThat(storms(office)).as("it begins anew").hasSize(1);
        }
    }

    private static Office office(TestDatabase database) {
        Office office = new Office(database);
        office.conf(SampleCompany.organisationWithAdmin());
        return office;
    }

    private static AutoReplyLimits limits(PerHour perHour) {
        return new AutoReplyLimits(3, 10, Duration.ofMinutes(30), perHour);
    }

    private static void writes(Office office, String from, String subject) {
        office.arrives(Letter.from(from, SUPPORT, subject, "I ask about " + subject));
    }

    /** A word of letters for a number. */
    private static String word(int number) {
        return number < 26 ? String.valueOf((char) ('a' + number)) : word(number / 26) + (char) ('a' + number % 26);
    }

    private static List<Storm> storms(Office office) {
        return office.database().read(transaction -> office.stores().storms().open(transaction, 100));
    }

    private static List<State> states(Office office, Storm storm) {
        return office
                .database()
                .<List<WithheldAnswer>>read(transaction ->
                        office.stores().storms().withheld(transaction, storm.id(), Optional.empty(), 0, 100))
                .stream()
                .map(WithheldAnswer::state)
                .toList();
    }

    private static StormRelease.Released release(Office office, Storm storm, Choice choice) {
        StormRelease release = new StormRelease(office.stores().storms(), SendBudget.jdbi(), office.clock);
        return office.database().write(transaction -> release.release(transaction, storm, choice, Optional.of("dora")));
    }

    private static <T> T only(List<T> some) {
        assertThat(some).hasSize(1);
        return some.getFirst();
    }
}
