package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.mail.compose.MailComposer;
import org.postroom.outbound.MailTransport.Connection;
import org.postroom.outbound.MailTransport.Opening;
import org.postroom.outbound.SmtpAccountSettings.Login;
import org.postroom.outbound.SmtpAccountSettings.Security;
import org.postroom.outbound.smtp.Accounts;
import org.postroom.outbound.smtp.SmtpSender;
import org.postroom.storage.Database;
import org.postroom.storage.TestDatabases;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.FreePorts;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.PostfixServer;
import org.postroom.testing.SmtpSink;
import org.postroom.testing.TestCertificate;

/** What leaves is taken by a real Postfix, and arrives behind it as it was. */
@NeedsProgram("postfix")
class PostfixDeliveryTest {
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    private final SmtpSink sink = SmtpSink.start();

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void mailArrivesBehindPostfixAsItWasQueued() {
        List<Bytes> sent = new ArrayList<>();
        try (PostfixServer postfix = PostfixServer.relaying(sink.port());
                Database database = TestDatabases.sqlite(directory)) {
            DeliveryBench bench = new DeliveryBench(database, new SmtpSender(), Accounts.plain(postfix.port()));
            for (int i = 0; i < 100; i++) {
                OutboundOrder order = bench.orders.order(
                        Orders.ACME,
                        OutboundKind.ANSWER,
                        "Grüße\n.\nFrom here\n" + "x".repeat(i * 20),
                        "r" + i + "@example.org");
                sent.add(MailComposer.compose(order.mail()));
                bench.queue(order);
            }
            bench.deliver();
            await().atMost(LONG).until(() -> sink.count() == sent.size());

            assertThat(bench.waiting()).isEmpty();
        }
        List<String> arrived = sink.received().stream()
                .map(mail -> mail.mail().latin1().replaceFirst("(?s)^Received:.*?\r\n(?=\\S)", ""))
                .toList();
        assertThat(arrived)
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(Bytes::latin1).toList());
    }

    @Test
    void aRefusedAndAPutOffRecipientFareByThemselves() {
        try (PostfixServer postfix = PostfixServer.relaying(sink.port());
                Database database = TestDatabases.sqlite(directory)) {
            DeliveryBench bench = new DeliveryBench(database, new SmtpSender(), Accounts.plain(postfix.port()));
            OutboundId id =
                    bench.queue(bench.orders.answer("alice@example.org", "nobody@example.org", "later@example.org"));
            bench.deliver();
            await().atMost(LONG).until(() -> sink.count() == 1);

            assertThat(bench.states(id))
                    .containsExactly(RecipientState.DELIVERED, RecipientState.FAILED, RecipientState.WAITING);
            assertThat(sink.received().getFirst().recipients()).containsExactly("alice@example.org");
        }
    }

    /** C7, with a real server between: each of 340 ways to write something like an end of data arrives as one mail. */
    @Test
    void noMailSmugglesAnotherThroughPostfix() {
        List<String> traps = traps();
        try (PostfixServer postfix = PostfixServer.relaying(sink.port());
                Connection connection = open(Accounts.plain(postfix.port()))) {
            EmailAddress alice = EmailAddress.of("alice@example.org");
            for (String trap : traps) {
                Bytes mail = Bytes.of("Subject: x\r\n\r\nbefore" + trap
                        + "MAIL FROM:<evil@example.net>\r\nRCPT TO:<victim@example.net>\r\nDATA\r\n\r\nx" + trap);
                assertThat(connection
                                .send(new Envelope(Optional.empty(), List.of(alice)), mail)
                                .outcomeFor(alice))
                        .isInstanceOf(DeliveryOutcome.Delivered.class);
            }
            await().atMost(LONG).until(() -> sink.count() >= traps.size());
        }

        assertThat(sink.received())
                .hasSize(traps.size())
                .allMatch(mail -> mail.recipients().equals(List.of("alice@example.org")));
    }

    /** Every sequence of up to four of CR, LF, dot and a letter. */
    private static List<String> traps() {
        List<String> traps = new ArrayList<>();
        List<String> longest = List.of("");
        for (int length = 1; length <= 4; length++) {
            longest = longest.stream()
                    .flatMap(trap -> List.of("\r", "\n", ".", "x").stream().map(next -> trap + next))
                    .toList();
            traps.addAll(longest);
        }
        return traps;
    }

    private static Connection open(SmtpAccountSettings account) {
        Opening opening = new SmtpSender().open(account);
        assertThat(opening).isInstanceOf(Opening.Open.class);
        return ((Opening.Open) opening).connection();
    }

    @Test
    @NeedsProgram("dovecot")
    void logsInOverTlsWhereTheServerWantsIt() {
        int authPort = FreePorts.find(1).getFirst();
        TestCertificate certificate = TestCertificate.forLocalhost(directory);
        try (DovecotServer dovecot =
                        DovecotServer.start("service auth {\n  inet_listener {\n    address = 127.0.0.1\n    port = "
                                + authPort + "\n  }\n}");
                PostfixServer postfix = PostfixServer.relaying(
                        sink.port(), PostfixServer.submission(certificate, directory, authPort))) {
            dovecot.user("acme", "geheim");
            SmtpAccountSettings account =
                    Accounts.secure(postfix.port(), Security.STARTTLS, Optional.of(certificate.pem()));
            EmailAddress alice = EmailAddress.of("alice@example.org");
            try (Connection connection = open(withLogin(account, "geheim"))) {
                connection.send(new Envelope(Optional.empty(), List.of(alice)), Bytes.of("Subject: x\r\n\r\nx\r\n"));
            }
            await().atMost(LONG).until(() -> sink.count() == 1);

            assertThat(new SmtpSender().open(withLogin(account, "wrong")))
                    .isInstanceOfSatisfying(
                            Opening.Unavailable.class,
                            refused -> assertThat(refused.fault().kind()).isEqualTo(AccountFault.Kind.LOGIN));
        }
    }

    private static SmtpAccountSettings withLogin(SmtpAccountSettings account, String password) {
        return new SmtpAccountSettings(
                account.id(),
                account.server(),
                Optional.of(new Login("acme", Secret.of(password))),
                account.identity(),
                account.limits(),
                account.timeouts());
    }
}
