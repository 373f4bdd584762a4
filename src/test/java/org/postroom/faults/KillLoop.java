package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postroom.faults.Finding.Kind;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.SmtpSink;

/**
 * Starts the daemon, puts mails into its mailboxes meanwhile, kills it at a random time, and begins again; now and then lets it
 * come to rest, and at the end audits. Reproducible in what it sends and when it kills, not in what the daemon was doing then.
 */
final class KillLoop {
    private static final int KILLS_BETWEEN_RESTS = 10;
    private static final int LEAST_MAILS = 20;
    private static final int LONGEST_LIFE = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Company company;
    private final DovecotServer dovecot;
    private final SmtpSink sink;
    private final Oracle oracle;
    private final Mixture mixture;
    private final Random random;
    private final Tally tally;
    private final int mostMails;
    private int noticesSeen;

    /** A loop over a company whose mailboxes are users of this Dovecot and whose mail goes to this sink. */
    KillLoop(Company company, DovecotServer dovecot, SmtpSink sink, KillPlay.Size size, Tally tally) {
        this.company = company;
        this.dovecot = dovecot;
        this.sink = sink;
        this.oracle = new Oracle(company.directory().resolve("oracle.log"));
        this.random = Seeds.random("kill", size.seed());
        this.mixture = new Mixture(
                Seeds.random("mails", size.seed()), "s" + size.seed(), List.of(Company.SUPPORT, Company.SALES));
        this.tally = tally;
        this.mostMails = size.mostMails();
    }

    /** Kills so many times, with 20 mails or more each; returns what the audit found. */
    List<Finding> run(int kills) throws InterruptedException {
        try (Postman postman = new Postman(dovecot.imapPort())) {
            for (int kill = 1; kill <= kills; kill++) {
                round(postman);
                if (kill % KILLS_BETWEEN_RESTS == 0 || kill == kills) {
                    rest();
                }
            }
        }
        List<Finding> findings = Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot));
        count(kills, findings);
        return findings;
    }

    private void round(Postman postman) throws InterruptedException {
        List<Mixture.Mail> mails = mails();
        Thread injection = Thread.ofVirtual().start(() -> mails.forEach(mail -> postman.deliver(oracle, mail)));
        try (DaemonProcess daemon = DaemonProcess.start(company)) {
            boolean duringStart = random.nextInt(4) == 0;
            int life = random.nextInt(LONGEST_LIFE);
            if (!duringStart) {
                tally.most("ms to start", daemon.awaitRunning().toMillis());
            }
            assertThat(daemon.awaitEnd(Duration.ofMillis(life)))
                    .as("the daemon ended by itself: %s", company.directory())
                    .isFalse();
        }
        injection.join();
    }

    private List<Mixture.Mail> mails() {
        List<Mixture.Mail> mails = new ArrayList<>();
        int count = LEAST_MAILS + random.nextInt(mostMails - LEAST_MAILS + 1);
        List<Arrived> arrived = Arrived.since(sink, noticesSeen);
        noticesSeen += arrived.size();
        arrived.stream()
                .filter(mail -> List.of(Company.ANNA, Company.DAVID).containsAll(mail.recipients()))
                .limit(count / 4)
                .forEach(notice -> mixture.answer(notice).ifPresent(mails::add));
        while (mails.size() < count) {
            mails.add(mixture.next());
        }
        return mails;
    }

    private void rest() {
        long began = System.nanoTime();
        try (DaemonProcess daemon = DaemonProcess.start(company)) {
            daemon.awaitRunning();
            Rest.await(oracle, company.sql(), dovecot, PATIENCE);
            tally.most("ms to recover", (System.nanoTime() - began) / 1_000_000);
            assertThat(daemon.stop()).as("exit code").isIn(0, 143);
        }
    }

    private void count(int kills, List<Finding> findings) {
        tally.add("kills", kills)
                .add("mails", oracle.count())
                .add("mails sent", sink.count())
                .add("lost", Audit.count(findings, Kind.LOST))
                .add("doubled", Audit.count(findings, Kind.DOUBLED))
                .add("wrong", Audit.count(findings, Kind.WRONG))
                .add("set aside", Audit.setAside(company.sql()))
                .add(
                        "sends uncertain",
                        company.sql().number("SELECT COUNT(*) FROM outbound_attempt WHERE uncertain = 1"));
    }
}
