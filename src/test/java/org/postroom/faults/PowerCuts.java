package org.postroom.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.postroom.faults.Finding.Kind;
import org.postroom.testing.Commands;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.SmtpSink;

/**
 * Lets the daemon take mails in, which deletes them from their server, and cuts the power of the disk its database is on at a
 * random moment; goes on with what the disk kept, and looks whether any mail is neither there nor on its server.
 */
final class PowerCuts {
    private static final int LONGEST_LIFE = 1_500;
    private static final int MAILS = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Company company;
    private final DovecotServer dovecot;
    private final SmtpSink sink;
    private final CuttableDisk disk;
    private final Writer database;
    private final Oracle oracle;
    private final Mixture mixture;
    private final Random random;
    private final List<Finding> found = new ArrayList<>();
    private Map<String, String> environment = Map.of();
    private boolean onlyAfterRemovals;

    /** A server of the database that writes to the disk beside the daemon; the daemon itself where there is none. */
    interface Writer {
        Writer NONE = new Writer() {
            @Override
            public Stream<Long> pids() {
                return Stream.empty();
            }

            @Override
            public void kill() {
                // There is none
            }

            @Override
            public void restart() {
                // There is none
            }
        };

        Stream<Long> pids();

        void kill();

        void restart();
    }

    PowerCuts(Company company, DovecotServer dovecot, SmtpSink sink, CuttableDisk disk, Writer database, long seed) {
        this.company = company;
        this.dovecot = dovecot;
        this.sink = sink;
        this.disk = disk;
        this.database = database;
        this.oracle = new Oracle(company.directory().resolve("oracle.log"));
        this.random = Seeds.random("power", seed);
        this.mixture = new Mixture(Seeds.random("mails", seed), "p" + seed, List.of(Company.SUPPORT, Company.SALES));
    }

    /** The daemon runs with these from now on. */
    PowerCuts with(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** No cut before the life's first mail was removed from its server, however slow the machine is: what is to be lost. */
    PowerCuts onlyAfterRemovals() {
        onlyAfterRemovals = true;
        return this;
    }

    /** A daemon that was stopped in good order leaves its tables on the disk, and a first few mails. */
    void begin() {
        try (Postman postman = new Postman(dovecot.imapPort());
                DaemonProcess daemon = DaemonProcess.start(company)) {
            daemon.awaitRunning();
            deliver(postman, 3);
            Rest.await(oracle, company.sql(), dovecot, PATIENCE);
            daemon.stop();
        }
        disk.keepAll();
    }

    /** Cuts the power so many times; returns what was lost by then. */
    List<Finding> run(int cuts) {
        try (Postman postman = new Postman(dovecot.imapPort())) {
            for (int cut = 0; cut < cuts; cut++) {
                life(postman);
                disk.powerOn();
                if (!conserves()) {
                    break;
                }
            }
        }
        return List.copyOf(found);
    }

    /** Whether one can go on with what the disk kept. */
    private boolean conserves() {
        try {
            database.restart();
            found.addAll(Audit.ofConservation(evidence()));
            return true;
        } catch (IllegalStateException e) {
            found.add(Finding.lost("the database cannot be read any more: " + e));
            return false;
        }
    }

    private void life(Postman postman) {
        try (DaemonProcess daemon =
                DaemonProcess.Launch.of(company).in(environment).start()) {
            daemon.awaitRunning();
            long before = removals();
            Thread injection = Thread.ofVirtual().start(() -> deliver(postman, MAILS));
            daemon.awaitEnd(Duration.ofMillis(random.nextInt(LONGEST_LIFE)));
            if (onlyAfterRemovals) {
                awaitRemoval(before);
            }
            List<Long> writers =
                    Stream.concat(Stream.of(daemon.pid()), database.pids()).toList();
            freeze(writers);
            disk.cut();
            daemon.kill();
            database.kill();
            join(injection);
        }
    }

    private void awaitRemoval(long before) {
        Awaitility.await("a mail to be removed from its server")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> removals() > before);
    }

    private long removals() {
        return company.sql().number("SELECT COUNT(*) FROM receipt WHERE removed_at IS NOT NULL");
    }

    private static void freeze(List<Long> writers) {
        writers.forEach(pid -> Commands.run(List.of("kill", "-STOP", String.valueOf(pid))));
        writers.forEach(CuttableDisk::awaitFrozen);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void deliver(Postman postman, int mails) {
        for (int i = 0; i < mails; i++) {
            postman.deliver(oracle, mixture.next());
        }
    }

    /** Lets the daemon come to rest on what the disk kept, and audits everything. */
    List<Finding> end(Tally tally, int cuts) {
        try (DaemonProcess daemon = DaemonProcess.start(company)) {
            daemon.awaitRunning();
            Rest.await(oracle, company.sql(), dovecot, PATIENCE);
            daemon.stop();
        }
        found.addAll(Audit.of(evidence()));
        tally.add("cuts", cuts)
                .add("mails", oracle.count())
                .add("lost", Audit.count(found, Kind.LOST))
                .add("doubled", Audit.count(found, Kind.DOUBLED))
                .add("wrong", Audit.count(found, Kind.WRONG));
        return List.copyOf(found);
    }

    private Evidence evidence() {
        return Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot);
    }
}
