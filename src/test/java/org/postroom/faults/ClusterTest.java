package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.faults.Finding.Kind;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.GaleraCluster;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/**
 * Several nodes on one database (FAULTS A19): they are killed, ended in order, and stopped past their leases and woken, while
 * mail comes in. {@code -Dfaults.node-seconds=N} for how long, {@code -Dfaults.nodes=N} for how many.
 */
@Tag("faults")
@NeedsProgram("dovecot")
class ClusterTest {
    private static final Duration PLAY = Duration.ofSeconds(Seeds.size("node-seconds", 240));
    private static final int NODES = Seeds.size("nodes", 3);
    private static final Duration PROMISED = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofMinutes(3);
    /** Longer than a lease outlives its holder. */
    private static final Duration PAST_THE_LEASE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void loseAndDoubleNothingWhileTheyComeAndGo() throws InterruptedException {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                MariaDbServer server = MariaDbServer.start()) {
            House.Door door = new House.Door(server.url(server.createSchema()), server.user(), server.password());
            try (House house = House.of(directory, sink.port(), dovecot, Collections.nCopies(NODES, door));
                    Play play = new Play("nodes MariaDB", house, dovecot, sink)) {
                house.startAll();
                house.awaitShared(NODES);
                Random random = Seeds.random("nodes");
                long end = System.nanoTime() + PLAY.toNanos();
                for (int turn = 0; turn < 3 || System.nanoTime() < end; turn++) {
                    play.turn(turn % 3, random.nextInt(House.DEPARTMENTS.size()));
                }
                play.end();
            }
        }
    }

    @Test
    void loseAndDoubleNothingOnAGaleraClusterThatLosesAServer() throws InterruptedException {
        Assumptions.assumeTrue(GaleraCluster.installed(), "Galera is not installed here");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                GaleraCluster cluster = GaleraCluster.start(3)) {
            List<House.Door> doors = List.of(door(cluster, 0, 1, 2), door(cluster, 1, 2, 0), door(cluster, 2, 0, 1));
            try (House house = House.of(directory, sink.port(), dovecot, doors);
                    Play play = new Play("nodes Galera", house, dovecot, sink)) {
                house.startAll();
                house.awaitShared(3);
                cluster.kill(1);
                play.tally.add("database servers killed", 1);
                play.turn(0, 0);
                play.turn(1, 1);
                play.end();
            }
        }
    }

    private static House.Door door(GaleraCluster cluster, int... order) {
        return new House.Door(cluster.url(order), cluster.user(), cluster.password());
    }

    /** Mail that comes in all the time, and what happens to nodes meanwhile. */
    private static final class Play implements AutoCloseable {
        private final House house;
        private final DovecotServer dovecot;
        private final SmtpSink sink;
        private final Oracle oracle;
        private final Mixture mixture = new Mixture(Seeds.random("mails"), "n" + Seeds.first(), House.DEPARTMENTS);
        private final Tally tally;
        private final Postman postman;
        private final Thread post;
        private final CountDownLatch over = new CountDownLatch(1);

        Play(String name, House house, DovecotServer dovecot, SmtpSink sink) {
            this.house = house;
            this.dovecot = dovecot;
            this.sink = sink;
            this.oracle = new Oracle(house.directory().resolve("oracle.log"));
            this.tally = Tally.of(name);
            this.postman = new Postman(dovecot.imapPort());
            this.post = Thread.ofVirtual().start(this::post);
        }

        private void post() {
            try {
                while (!over.await(250, TimeUnit.MILLISECONDS)) {
                    deliver();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized Oracle.Entry deliver() {
            Mixture.Mail mail = mixture.next();
            postman.deliver(oracle, mail);
            return mail.entry();
        }

        /** Something happens to the node that has this mailbox. */
        void turn(int kind, int mailbox) throws InterruptedException {
            String department = House.DEPARTMENTS.get(mailbox);
            int number = house.awaitHolderOf(department);
            switch (kind) {
                case 0 -> {
                    house.node(number).kill();
                    tally.add("kills", 1);
                    tally.most("ms to pick up after a kill", pickUp(department).toMillis());
                    house.start(number).awaitRunning();
                }
                case 1 -> {
                    house.node(number).freeze();
                    tally.add("stops", 1);
                    tally.most("ms to pick up after a stop", pickUp(department).toMillis());
                    assertThat(over.await(PAST_THE_LEASE.toMillis(), TimeUnit.MILLISECONDS))
                            .isFalse();
                    house.node(number).thaw();
                }
                default -> {
                    house.node(number).stop();
                    tally.add("orderly ends", 1);
                    tally.most(
                            "ms to pick up after an orderly end",
                            pickUp(department).toMillis());
                    house.start(number).awaitRunning();
                }
            }
        }

        /** How long until a mail that comes now is held. */
        private Duration pickUp(String department) {
            long began = System.nanoTime();
            Mixture.Mail mail = fresh(department);
            house.awaitHeld(mail.entry().sha256());
            return Duration.ofNanos(System.nanoTime() - began);
        }

        private synchronized Mixture.Mail fresh(String department) {
            Mixture.Mail mail = mixture.fresh();
            while (!mail.entry().mailbox().equals(department)) {
                postman.deliver(oracle, mail);
                mail = mixture.fresh();
            }
            postman.deliver(oracle, mail);
            return mail;
        }

        /** Lets all come to rest and looks at what became of it. */
        void end() throws InterruptedException {
            over.countDown();
            post.join();
            Rest.await(oracle, house.sql(), dovecot, REST);
            List<Finding> findings = Audit.of(Evidence.of(oracle, house.sql(), Arrived.allOf(sink), dovecot));
            tally.add("mails", oracle.count())
                    .add("mails sent", sink.count())
                    .add("lost", Audit.count(findings, Kind.LOST))
                    .add("doubled", Audit.count(findings, Kind.DOUBLED))
                    .add("wrong", Audit.count(findings, Kind.WRONG))
                    .add("set aside", Audit.setAside(house.sql()))
                    .add(
                            "sends uncertain",
                            house.sql().number("SELECT COUNT(*) FROM outbound_attempt WHERE uncertain = 1"))
                    .print();
            assertThat(findings).isEmpty();
            assertThat(tally.count("kills")).isPositive();
            assertThat(tally.count("stops")).isPositive();
            assertThat(tally.count("ms to pick up after a kill")).isLessThan(PROMISED.toMillis());
            assertThat(tally.count("ms to pick up after a stop")).isLessThan(PROMISED.toMillis());
        }

        @Override
        public void close() {
            over.countDown();
            postman.close();
        }
    }
}
