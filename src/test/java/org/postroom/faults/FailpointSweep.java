package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.postroom.faults.Finding.Kind;
import org.postroom.faults.Oracle.Entry;
import org.postroom.faults.Oracle.Expected;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.SmtpSink;

/**
 * Has the daemon die at named places, at the first, second or last time that it comes by there after two waves of mails were
 * sent. Each daemon first brings to an end what the one before left, and only then counts: one start for each death.
 */
final class FailpointSweep {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than the time between two looks into a mailbox. */
    private static final Duration GRACE = Duration.ofMillis(1_300);

    /** Every daemon comes by a place that often that comes by there more than once. */
    private static final int SURE_TO_COME = 2;

    private static final int TRIES_AT_LAST = 2;
    private static final int KILLED = 137;
    /** Fails three times wherever it comes by, and is set aside. */
    private static final String POISON = "poison";

    private static final String SETTING_ASIDE = "setting-aside";
    private static final String POISONED = "placed[" + POISON + "]@1+=throw";

    private final Company company;
    private final DovecotServer dovecot;
    private final SmtpSink sink;
    private final Oracle oracle;
    private final Mixture mixture;
    private final Tally tally;
    private Optional<List<String>> before = Optional.empty();
    private int launches;
    private int noticesSeen;

    FailpointSweep(Company company, DovecotServer dovecot, SmtpSink sink, Tally tally) {
        this.company = company;
        this.dovecot = dovecot;
        this.sink = sink;
        this.oracle = new Oracle(company.directory().resolve("oracle.log"));
        this.mixture = new Mixture(Seeds.random("failpoints"), "f", List.of(Company.SUPPORT));
        this.tally = tally;
    }

    /** A life of the daemon: where it is to die, whether a poisonous mail is among those sent, and how long it has in the end. */
    private record Life(String traps, boolean poisonous, Duration grace) {}

    /** How often the daemon comes by each place, without dying: in a life as most are, and of the others in one with poison. */
    Map<String, Integer> passed() throws InterruptedException {
        Map<String, Integer> passed = new TreeMap<>();
        try (Postman postman = new Postman(dovecot.imapPort())) {
            live(postman, new Life(POISONED, true, GRACE));
            passed.putAll(latest());
            live(postman, new Life("", false, GRACE));
            passed.putAll(latest());
        }
        return passed;
    }

    /** The same of the latest life. */
    private Map<String, Integer> latest() {
        Map<String, Integer> passed = new TreeMap<>();
        lines(log()).forEach(place -> passed.merge(place, 1, Integer::sum));
        return passed;
    }

    /** Dies at these places; fails at once when a mail is gone, or twice there. */
    void dieAt(Map<String, Integer> places) throws InterruptedException {
        try (Postman postman = new Postman(dovecot.imapPort())) {
            for (String place : places.keySet()) {
                int last = places.getOrDefault(place, 1);
                assertThat(diesAt(postman, place, 1))
                        .as("dies at the first %s", place)
                        .isTrue();
                recoverOnce();
                if (last > 1) {
                    assertThat(diesAt(postman, place, 2))
                            .as("dies at the second %s", place)
                            .isTrue();
                }
                if (last > 2) {
                    dieAtLast(postman, place, last);
                }
            }
        }
    }

    /** How many times there are depends on how mails fall into batches; a life that did not get so far tells how far it got. */
    private void dieAtLast(Postman postman, String place, int last) throws InterruptedException {
        int time = last;
        for (int tries = 0; tries < TRIES_AT_LAST && time > 2; tries++) {
            if (diesAt(postman, place, time)) {
                tally.add("at the last", 1);
                return;
            }
            time = latest().getOrDefault(place, 0);
        }
        tally.add("last not reached", 1);
    }

    private boolean diesAt(Postman postman, String place, int time) throws InterruptedException {
        boolean poisonous = place.equals(SETTING_ASIDE);
        String trap = place + "@" + time + "=halt";
        Duration grace = time > SURE_TO_COME ? GRACE : PATIENCE;
        boolean died = live(postman, new Life(poisonous ? trap + "," + POISONED : trap, poisonous, grace));
        if (died) {
            tally.add("deaths", 1);
            assertConserved(place + " " + time);
        }
        return died;
    }

    /** While a mail is found that was on its way when the daemon died: dies then, and again. */
    void dieWhileRecovering() throws InterruptedException {
        try (Postman postman = new Postman(dovecot.imapPort())) {
            assertThat(diesAt(postman, "handed-over", 1)).isTrue();
        }
        for (int time = 0; time < 2; time++) {
            try (DaemonProcess daemon = DaemonProcess.Launch.of(company)
                    .with(Map.of("postroom.failpoints", "recovering@1=halt"))
                    .start()) {
                assertThat(daemon.awaitEnd(PATIENCE))
                        .as("dies while recovering")
                        .isTrue();
                assertThat(daemon.exitCode()).isEqualTo(KILLED);
                tally.add("deaths", 1);
            }
            assertConserved("recovering");
        }
    }

    /** Brings all to its end, and audits. */
    List<Finding> audit() {
        try (DaemonProcess daemon = DaemonProcess.start(company)) {
            Rest.await(oracle, company.sql(), dovecot, PATIENCE);
            assertSameAsBefore();
            daemon.stop();
        }
        List<Finding> findings = Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot));
        tally.add("daemons", launches)
                .add("mails", oracle.count())
                .add("mails sent", sink.count())
                .add("lost", Audit.count(findings, Kind.LOST))
                .add("doubled", Audit.count(findings, Kind.DOUBLED))
                .add("wrong", Audit.count(findings, Kind.WRONG))
                .add("set aside", Audit.setAside(company.sql()));
        return findings;
    }

    /** Starts a daemon, lets it finish what there is, then sends mails until it dies; false when it did not. */
    private boolean live(Postman postman, Life life) throws InterruptedException {
        launches++;
        Path from = company.directory().resolve("from-" + launches);
        Map<String, String> properties = Map.of(
                "postroom.failpoints", life.traps(),
                "postroom.failpoints.from", from.toString(),
                "postroom.failpoints.log", log().toString());
        try (DaemonProcess daemon =
                DaemonProcess.Launch.of(company).with(properties).start()) {
            daemon.awaitRunning();
            Rest.await(oracle, company.sql(), dovecot, PATIENCE);
            assertSameAsBefore();
            touch(from);
            boolean died = sendUntilDead(postman, daemon, life);
            assertThat(!died || daemon.exitCode() == KILLED)
                    .as("it died as it was to: %s", life)
                    .isTrue();
            return died;
        }
    }

    /** A mail is made only when it is sent: others refer to it. */
    private boolean sendUntilDead(Postman postman, DaemonProcess daemon, Life life) {
        List<Supplier<List<Mixture.Mail>>> waves = List.of(this::firstWave, () -> secondWave(life));
        for (Supplier<List<Mixture.Mail>> wave : waves) {
            wave.get().forEach(mail -> postman.deliver(oracle, mail));
            if (isDead(daemon)) {
                return true;
            }
        }
        return daemon.awaitEnd(life.grace());
    }

    private List<Mixture.Mail> firstWave() {
        return List.of(mixture.fresh(), mixture.reply(), mixture.robot(), mixture.copy());
    }

    private List<Mixture.Mail> secondWave(Life life) {
        List<Mixture.Mail> wave = new ArrayList<>(List.of(mixture.fresh(), mixture.sameMessageId()));
        List<Arrived> arrived = Arrived.since(sink, noticesSeen);
        noticesSeen += arrived.size();
        arrived.stream()
                .filter(mail -> mail.recipients().equals(List.of(Company.ANNA)))
                .flatMap(notice -> mixture.answer(notice).stream())
                .limit(1)
                .forEach(wave::add);
        if (life.poisonous()) {
            wave.add(poison());
        }
        return wave;
    }

    private Mixture.Mail poison() {
        String marker = "mail-poison-%06d".formatted(launches);
        Letter letter = Letter.of(
                marker + "@mail.example.org", "customer-poison@example.org", "support@example.com", POISON, marker);
        return new Mixture.Mail(
                new Entry(
                        marker,
                        Company.SUPPORT,
                        Oracle.sha256(letter.bytes()),
                        letter.id(),
                        letter.from(),
                        Expected.KEPT,
                        marker),
                letter);
    }

    /** Waits until it is dead or has nothing left to do. */
    private boolean isDead(DaemonProcess daemon) {
        Awaitility.await("the daemon to die or to rest")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> !daemon.isAlive()
                        || Rest.open(oracle, company.sql(), dovecot).isEmpty());
        return !daemon.isAlive();
    }

    /** A second recovery is to find nothing that the first left (I11): the next daemon's start compares. */
    private void recoverOnce() {
        try (DaemonProcess daemon = DaemonProcess.start(company)) {
            daemon.awaitRunning();
            Rest.await(oracle, company.sql(), dovecot, PATIENCE);
            before = Optional.of(state());
            tally.add("recoveries repeated", 1);
        }
    }

    private List<String> state() {
        List<String> state = new ArrayList<>(Snapshot.of(company.sql()));
        state.add(sink.count() + " mails sent");
        return state;
    }

    private void assertSameAsBefore() {
        List<String> expected = before.orElseGet(this::state);
        before = Optional.empty();
        List<String> changes = new ArrayList<>(state());
        changes.removeAll(expected);
        assertThat(changes).as("rows after the second recovery").isEmpty();
    }

    private void assertConserved(String where) {
        Sql sql = Snapshot.untouched(company, company.directory().resolve("copy"));
        assertThat(Audit.ofConservation(Evidence.of(oracle, sql, List.of(), dovecot)))
                .as("after dying at %s", where)
                .isEmpty();
    }

    private Path log() {
        return company.directory().resolve("passed-" + launches);
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
