package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.app.MailOracle.Line;
import org.postroom.app.MailOracle.Post;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.storage.DatabaseSettings;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.PostfixServer;
import org.postroom.testing.SmtpSink;

/**
 * The whole daemon between a real Dovecot and a real Postfix: a thousand mails of a seeded generator become exactly the right
 * tickets, and every automatic answer, notice and agent's answer arrives once. {@code -Dpostroom.seed=N} plays others.
 */
@NeedsProgram({"dovecot", "postfix"})
class ThousandMailsTest {
    private static final long SEED = Long.getLong("postroom.seed", 20261122L);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern MARKER = Pattern.compile("matter-\\d{5}");
    private static final int UNPROMPTED = 600;
    private static final int FOLLOW_UPS = 130;
    private static final int OTHER_PERSONS = 50;
    private static final int AGENTS_ANSWERS = 100;
    private static final int REPLIES_TO_AUTOMATIC = 60;
    private static final int OUT_OF_OFFICE = 20;
    private static final int REPLIES_TO_AGENTS = 40;

    private final MailReader reader = new MailReader(ReadLimits.standard());

    @TempDir
    private Path directory;

    @Test
    void becomeExactlyTheRightTicketsOnSqlite() throws IOException {
        play("SQLite", company -> company.embeddedLedger());
    }

    @Test
    void becomeExactlyTheRightTicketsOnMariaDb() throws IOException {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        try (MariaDbServer server = MariaDbServer.start()) {
            DatabaseSettings settings = server.settings(server.createSchema());
            play("MariaDB", company -> {
                company.set("postroom", "database.url", settings.url())
                        .set("postroom", "database.user", settings.user())
                        .set(
                                "postroom",
                                "database.password",
                                settings.password().reveal());
                return new Ledger(
                        settings.url() + "?sslMode=disable",
                        settings.user(),
                        settings.password().reveal());
            });
        }
    }

    private interface DatabaseChoice {
        Ledger in(TestCompany company);
    }

    private void play(String name, DatabaseChoice database) throws IOException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                PostfixServer postfix = PostfixServer.relaying(sink.port())) {
            TestCompany company = company(dovecot, postfix);
            Ledger ledger = database.in(company);
            MailOracle oracle = new MailOracle(directory.resolve("oracle.log"), SEED);
            Stage stage = new Stage(dovecot, sink, ledger, oracle, System.nanoTime(), new ArrayList<>());
            try (Daemon daemon = company.start()) {
                assertThat(daemon.webPort()).isPositive();
                playWaves(stage);
                await("mailboxes to be empty")
                        .atMost(PATIENCE)
                        .until(() -> dovecot.mails("support", "INBOX").isEmpty()
                                && dovecot.mails("sales", "INBOX").isEmpty());
            }
            stage.print(name);
            new MailAudit(oracle.lines(), ledger, sink.received()).check();
        }
    }

    /** Support by IMAP with IDLE, sales by POP3, both over TLS; limits that a real installation would not have. */
    private TestCompany company(DovecotServer dovecot, PostfixServer postfix) {
        dovecot.user("support", TestCompany.PASSWORD);
        dovecot.user("sales", TestCompany.PASSWORD);
        String certificate = dovecot.certificate().toString();
        return new TestCompany(directory, postfix.port())
                .mailbox("support", "imap", dovecot.imapsPort(), "tls")
                .mailbox("sales", "pop3", dovecot.pop3sPort(), "tls")
                .set("departments/support", "mailbox.trusted-certificates", certificate)
                .set("departments/sales", "mailbox.trusted-certificates", certificate)
                .set("postroom", "auto-response.same-text", "10000")
                .set("postroom", "auto-response.per-domain-and-hour", "10000")
                .set("postroom", "auto-response.per-department-and-hour", "10000")
                .set("postroom", "auto-response.in-all-per-hour", "10000")
                .set("postroom", "notices.limit", "10000")
                .set("smtp/acme", "connections", "4");
    }

    private void playWaves(Stage stage) {
        MailOracle oracle = stage.oracle();
        for (int i = 0; i < UNPROMPTED; i++) {
            stage.put(oracle.unprompted());
        }
        stage.awaitSettled();
        List<SmtpSink.Received> first = stage.sink().received();
        for (int i = 0; i < FOLLOW_UPS; i++) {
            stage.put(oracle.followUp());
        }
        for (int i = 0; i < OTHER_PERSONS; i++) {
            stage.put(oracle.otherPerson());
        }
        agentsAnswer(stage, first);
        customersAnswer(stage, first);
        stage.awaitSettled();
        customersAnswerAgents(stage);
        stage.awaitSettled();
    }

    private void agentsAnswer(Stage stage, List<SmtpSink.Received> mails) {
        List<SmtpSink.Received> notices = mails.stream()
                .filter(mail -> MailAudit.AGENTS.containsAll(mail.recipients()))
                .toList();
        for (SmtpSink.Received notice : notices) {
            IncomingMail mail = read(notice);
            for (Line thread : stage.unused(mail, AGENTS_ANSWERS)) {
                stage.put(stage.oracle()
                        .agentAnswers(
                                thread,
                                notice.recipients().getFirst(),
                                answerTo(mail),
                                id(mail),
                                mail.content().text()));
            }
        }
    }

    private void customersAnswer(Stage stage, List<SmtpSink.Received> mails) {
        List<SmtpSink.Received> automatic = mails.stream()
                .filter(mail -> mail.header("Auto-Submitted").startsWith("auto-replied"))
                .toList();
        for (SmtpSink.Received answer : automatic) {
            IncomingMail mail = read(answer);
            for (Line thread : stage.unused(mail, AGENTS_ANSWERS + REPLIES_TO_AUTOMATIC + OUT_OF_OFFICE)) {
                stage.put(
                        stage.posted() % 4 == 0
                                ? stage.oracle().outOfOffice(thread, answerTo(mail), id(mail))
                                : stage.oracle().replyTo(thread, answerTo(mail), id(mail)));
            }
        }
    }

    private void customersAnswerAgents(Stage stage) {
        List<Line> answers = stage.oracle().lines().stream()
                .filter(line -> line.kind().equals("answer"))
                .limit(REPLIES_TO_AGENTS)
                .toList();
        List<IncomingMail> mails = stage.sink().received().stream()
                .filter(mail -> !MailAudit.AGENTS.containsAll(mail.recipients()))
                .map(this::read)
                .toList();
        for (Line answer : answers) {
            IncomingMail mail = mails.stream()
                    .filter(candidate -> candidate.content().text().contains(answer.marker()))
                    .findFirst()
                    .orElseThrow();
            stage.put(stage.oracle().replyTo(stage.threadOf(answer), answerTo(mail), id(mail)));
        }
    }

    private IncomingMail read(SmtpSink.Received received) {
        return (IncomingMail) reader.read(received.mail());
    }

    private static String id(IncomingMail mail) {
        return mail.thread().messageId().orElseThrow().value();
    }

    private static String answerTo(IncomingMail mail) {
        return mail.correspondents().replyTo().stream()
                .findFirst()
                .or(() -> mail.correspondents().from())
                .map(who -> who.address())
                .map(EmailAddress::value)
                .orElseThrow();
    }

    /** Servers, database and oracle of one play. */
    private record Stage(
            DovecotServer dovecot,
            SmtpSink sink,
            Ledger ledger,
            MailOracle oracle,
            long began,
            List<String> departments) {

        void put(Post post) {
            String department = post.line().department();
            String to = post.letter().to().isEmpty()
                    ? department + "@example.com"
                    : post.letter().to();
            Letter letter = post.letter();
            dovecot.deliver(
                    department,
                    new Letter(
                                    letter.id(),
                                    letter.from(),
                                    to,
                                    letter.subject(),
                                    letter.text(),
                                    letter.references(),
                                    letter.autoSubmitted(),
                                    letter.file())
                            .bytes());
            departments.add(department);
        }

        int posted() {
            return departments.size();
        }

        /** Threads named in a mail of ours that nobody answered yet, while fewer than so many were. */
        List<Line> unused(IncomingMail mail, int most) {
            List<String> markers = MARKER.matcher(mail.subject())
                    .results()
                    .map(MatchResult::group)
                    .toList();
            return oracle.unused(markers, most - oracle.used());
        }

        Line threadOf(Line answer) {
            return oracle.lines().stream()
                    .filter(line -> line.opens() && line.key().equals(answer.thread()))
                    .findFirst()
                    .orElseThrow();
        }

        /** Every mail has its disposition, and all that was queued has arrived. */
        void awaitSettled() {
            await("receipts").atMost(PATIENCE).until(() -> settled() >= posted());
            say("processed");
            await("deliveries").atMost(PATIENCE).until(this::delivered);
            say("delivered");
        }

        private long settled() {
            return number("SELECT COUNT(*) FROM receipt WHERE state <> 'pending'");
        }

        private boolean delivered() {
            return number("SELECT COUNT(*) FROM outbound_mail WHERE state <> 'done'") == 0
                    && sink.count() >= number("SELECT COUNT(*) FROM outbound_mail");
        }

        private long number(String sql) {
            return ledger.number(sql);
        }

        private void say(String what) {
            System.out.printf("%d mails %s after %.1f s%n", posted(), what, seconds());
        }

        private double seconds() {
            return (System.nanoTime() - began) / 1e9;
        }

        void print(String name) {
            System.out.printf(
                    "%s: %d mails in, %d out, in %.1f s: %.0f mails/s in, seed %d%n",
                    name, posted(), sink.count(), seconds(), posted() / seconds(), SEED);
        }
    }
}
