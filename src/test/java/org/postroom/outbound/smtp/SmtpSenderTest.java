package org.postroom.outbound.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.testing.ScriptedSmtpServer.hangUp;
import static org.postroom.testing.ScriptedSmtpServer.reply;
import static org.postroom.testing.ScriptedSmtpServer.replyAndHangUp;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.DeliveryOutcome;
import org.postroom.outbound.DeliveryOutcome.Deferred;
import org.postroom.outbound.DeliveryOutcome.Delivered;
import org.postroom.outbound.DeliveryOutcome.Refused;
import org.postroom.outbound.DeliveryOutcome.Uncertain;
import org.postroom.outbound.Envelope;
import org.postroom.outbound.MailTransport.Connection;
import org.postroom.outbound.MailTransport.Opening;
import org.postroom.outbound.MailTransport.Transmission;
import org.postroom.outbound.MailTransport.Trouble;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.testing.ScriptedSmtpServer;
import org.postroom.testing.ScriptedSmtpServer.Times;
import org.postroom.testing.SmtpScript;
import org.postroom.testing.SmtpScript.Step;
import org.postroom.testing.SmtpSink;

class SmtpSenderTest {
    private static final EmailAddress SUPPORT = EmailAddress.of("support@example.com");
    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");
    private static final EmailAddress BOB = EmailAddress.of("bob@example.org");
    private static final Bytes MAIL = Bytes.of("Subject: x\r\n\r\nHello\r\n");
    private static final String HANG = "hang";

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private Connection connect() {
        return connect(Accounts.plain(server.port()));
    }

    private static Connection connect(SmtpAccountSettings account) {
        Opening opening = new SmtpSender().open(account);
        assertThat(opening).isInstanceOf(Opening.Open.class);
        return ((Opening.Open) opening).connection();
    }

    private Transmission send(Bytes mail, EmailAddress... recipients) {
        return send(Accounts.plain(server.port()), mail, recipients);
    }

    private static Transmission send(SmtpAccountSettings account, Bytes mail, EmailAddress... recipients) {
        try (Connection connection = connect(account)) {
            return connection.send(new Envelope(Optional.of(SUPPORT), List.of(recipients)), mail);
        }
    }

    @Test
    void handsOverTheMailByteForByte() {
        Transmission transmission = send(MAIL, ALICE, BOB);

        assertThat(transmission.outcomes())
                .containsEntry(ALICE, new Delivered("250 2.0.0 Ok: queued"))
                .containsEntry(BOB, new Delivered("250 2.0.0 Ok: queued"));
        assertThat(transmission.trouble()).isEqualTo(Trouble.NONE);
        assertThat(server.received())
                .containsExactly(new SmtpSink.Received(
                        "support@example.com", List.of("alice@example.org", "bob@example.org"), MAIL));
    }

    @Test
    void sendsAutomaticMailWithTheNullPath() {
        try (Connection connection = connect()) {
            connection.send(new Envelope(Optional.empty(), List.of(ALICE)), MAIL);
        }

        assertThat(server.commands()).contains("MAIL FROM:<>");
    }

    @Test
    void sendsManyMailsOverOneConnection() {
        try (Connection connection = connect()) {
            for (int i = 0; i < 20; i++) {
                connection.send(new Envelope(Optional.of(SUPPORT), List.of(ALICE)), MAIL);
            }
        }

        assertThat(server.count()).isEqualTo(20);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.commands()).endsWith("QUIT").doesNotContain("RSET");
    }

    static Stream<Arguments> faultsAtEachCommand() {
        Deferred noAnswer = new Deferred("The server did not answer in time");
        Deferred gone = new Deferred("The server hung up");
        Uncertain unknown = new Uncertain("The server got the mail whole, then hung up");
        Uncertain silent = new Uncertain("The server got the mail whole, then did not answer in time");
        return Stream.of("MAIL", "RCPT", "DATA", ".")
                .flatMap(command -> Stream.of(
                        Arguments.of(command, "450 4.3.0 Later", new Deferred("450 4.3.0 Later")),
                        Arguments.of(command, "421 4.3.2 Closing", new Deferred("421 4.3.2 Closing")),
                        Arguments.of(command, "550 5.7.1 No", new Refused("550 5.7.1 No")),
                        Arguments.of(command, HANG, command.equals(".") ? silent : noAnswer),
                        Arguments.of(command, "hang up", command.equals(".") ? unknown : gone)));
    }

    @ParameterizedTest
    @MethodSource("faultsAtEachCommand")
    void tellsWhatEachFaultMeans(String command, String fault, DeliveryOutcome outcome) {
        server.at(command, Times.ALWAYS, step(fault));

        assertThat(send(account(server, fault), MAIL, ALICE).outcomes()).containsExactly(Map.entry(ALICE, outcome));
    }

    /** Patient with a server that answers: it may be slow where the machine is busy. */
    private static SmtpAccountSettings account(SmtpSink to, String fault) {
        return fault.equals(HANG) ? Accounts.impatient(to.port()) : Accounts.plain(to.port());
    }

    @ParameterizedTest
    @MethodSource("faultsAtEachCommand")
    void tellsTheSameWithoutPipelining(String command, String fault, DeliveryOutcome outcome) {
        try (ScriptedSmtpServer old = ScriptedSmtpServer.startWithoutPipelining()) {
            old.at(command, Times.ALWAYS, step(fault));

            assertThat(send(account(old, fault), MAIL, ALICE).outcomes()).containsExactly(Map.entry(ALICE, outcome));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void takesTheNextMailAfterOneWasRefused(String command) {
        server.at(command, Times.ONCE, reply("550 5.7.1 No"));
        try (Connection connection = connect()) {
            connection.send(new Envelope(Optional.of(SUPPORT), List.of(ALICE)), MAIL);
            Transmission second = connection.send(new Envelope(Optional.of(SUPPORT), List.of(BOB)), MAIL);

            assertThat(second.outcomeFor(BOB)).isInstanceOf(Delivered.class);
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.received())
                .last()
                .extracting(SmtpSink.Received::recipients)
                .isEqualTo(List.of(BOB.value()));
    }

    @Test
    void oneRefusedRecipientDoesNotKeepTheOthersFromTheirMail() {
        server.at("RCPT TO:<bob@", Times.ALWAYS, reply("550 5.1.1 No such user"));

        assertThat(send(MAIL, BOB, ALICE).outcomes())
                .containsEntry(ALICE, new Delivered("250 2.0.0 Ok: queued"))
                .containsEntry(BOB, new Refused("550 5.1.1 No such user"));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void givesNobodyAMailThatNobodyTakesEvenIfTheServerAsksForIt() {
        server.at("RCPT", Times.ALWAYS, reply("550 5.1.1 No such user"));
        server.at("no recipients", Times.ALWAYS, reply("354 Go ahead all the same"));
        Transmission transmission = send(MAIL, ALICE);

        assertThat(transmission.outcomeFor(ALICE)).isEqualTo(new Refused("550 5.1.1 No such user"));
        assertThat(server.received()).isEmpty();
    }

    @Test
    void takes552AtRecipientForTooMany() {
        server.at("RCPT", Times.ALWAYS, reply("552 5.5.3 Too many recipients"));

        assertThat(send(MAIL, ALICE).outcomeFor(ALICE)).isInstanceOf(Deferred.class);
    }

    @Test
    void believesWhatTheServerSaidBeforeItHungUpAmidTheMail() {
        server.at("DATA", Times.ALWAYS, usual -> "354 Go\r\n552 5.3.4 Too large" + SmtpScript.THEN_HANG_UP);
        Bytes large =
                Bytes.of("Subject: x\r\n\r\n" + "x".repeat(70).concat("\r\n").repeat(300_000));

        assertThat(send(large, ALICE).outcomeFor(ALICE)).isEqualTo(new Refused("552 5.3.4 Too large"));
    }

    @Test
    void keepsMailThatIsTooLargeToItself() {
        server.offer("SIZE 10");
        Transmission transmission = send(MAIL, ALICE);

        assertThat(transmission.outcomeFor(ALICE))
                .isEqualTo(new Refused("The mail has 21 bytes, the server takes at most 10"));
        assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void refusesAddressesThatOnlySmtpUtf8CouldReach() {
        EmailAddress joerg = EmailAddress.of("jörg@example.org");
        EmailAddress books = EmailAddress.of("info@bücher.example");
        Transmission transmission = send(MAIL, joerg, books);

        assertThat(transmission.outcomeFor(joerg).reply()).contains("SMTPUTF8");
        assertThat(transmission.outcomeFor(books)).isInstanceOf(Delivered.class);
        assertThat(server.commands()).contains("RCPT TO:<info@xn--bcher-kva.example>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0085@example.org", "a\u2028@example.org", "a\u2029b@example.org"})
    void letsNoAddressBecomeACommand(String address) {
        Optional<EmailAddress> odd = EmailAddress.parse(address);

        odd.ifPresent(recipient ->
                assertThat(send(MAIL, recipient).outcomeFor(recipient)).isInstanceOf(Refused.class));
        assertThat(server.commands()).noneMatch(command -> command.startsWith("RCPT"));
    }

    @Test
    void noticesThatAnIdleConnectionWasClosed() {
        try (Connection connection = connect()) {
            connection.send(new Envelope(Optional.of(SUPPORT), List.of(ALICE)), MAIL);
            server.disconnectAll();
            Transmission second = connection.send(new Envelope(Optional.of(SUPPORT), List.of(BOB)), MAIL);

            assertThat(second.trouble()).isEqualTo(Trouble.STALE);
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @Test
    void takes421OnAUsedConnectionForItsEnd() {
        try (Connection connection = connect()) {
            connection.send(new Envelope(Optional.of(SUPPORT), List.of(ALICE)), MAIL);
            server.at("MAIL", Times.ALWAYS, replyAndHangUp("421 4.7.0 Enough for one connection"));

            assertThat(connection
                            .send(new Envelope(Optional.of(SUPPORT), List.of(BOB)), MAIL)
                            .trouble())
                    .isEqualTo(Trouble.STALE);
        }
    }

    @Test
    void givesUpOnRepliesThatNeverEnd() {
        server.at("DATA", Times.ALWAYS, usual -> "354 Go\r\n" + "250-x\r\n".repeat(300) + usual);

        DeliveryOutcome outcome = send(MAIL, ALICE).outcomeFor(ALICE);

        assertThat(outcome).isInstanceOf(Uncertain.class);
        assertThat(outcome.reply()).contains("does not speak SMTP");
    }

    @Test
    void givesUpOnAServerThatStopsReading() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Connection connection;
            try (Socket client = new Socket()) {
                SmtpAccountSettings account = Accounts.impatient(deaf.getLocalPort());
                client.connect(deaf.getLocalSocketAddress());
                Socket peer = deaf.accept();
                peer.getOutputStream().write("220 x\r\n250 x\r\n250 x\r\n250 x\r\n354 x\r\n".getBytes(UTF_8));
                connection = Handshake.over(client, account);
                Bytes large = Bytes.wrap(new byte[20_000_000]);
                Transmission transmission = connection.send(new Envelope(Optional.of(SUPPORT), List.of(ALICE)), large);

                assertThat(transmission.outcomeFor(ALICE))
                        .isEqualTo(new Deferred("The server took too long for one mail"));
                peer.close();
            }
        }
    }

    /** C7: what a server might take for the end of a mail never leaves, whatever the mail holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\r\n.\n",
                "\r\n.\r",
                "\r.\r\n",
                "\r.\r",
                "\n.\r\n",
                "\n.\r",
                "\r\n.\r\n",
                "\r\r\n.\r\n",
                "\r\n\r.\r\n",
                ".\r\n",
                ".",
                "\r",
                "\n",
                "",
                "\r\n..\r\n",
                "\n\r.\n\r",
                "\0.\0"
            })
    void noContentEndsTheMailEarly(String trap) {
        String smuggled = "MAIL FROM:<evil@example.net>\r\nRCPT TO:<victim@example.net>\r\nDATA\r\nx\r\n.\r\n";
        Bytes mail = Bytes.of("Subject: x\r\n\r\nbefore" + trap + smuggled + trap);
        send(mail, ALICE);

        assertThat(server.received()).hasSize(1);
        String wire = server.received().getFirst().wire().latin1();
        assertThat(wire.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(wire).doesNotContain("\r\n.\r\n").endsWith("\r\n");
        assertThat(lines(server.received().getFirst().mail().latin1())).isEqualTo(lines(mail.latin1()));
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceFirst("\n$", "")
                .split("\n", -1));
    }

    @Test
    void stuffsDotsWhereverBuffersEnd() throws Exception {
        String text = "..\r\n.\r\na\n.b\r.c\r\r\n.".repeat(50);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DotStuffing once = new DotStuffing(whole);
        once.write(text.getBytes(StandardCharsets.US_ASCII));
        once.endLine();
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        DotStuffing bytewise = new DotStuffing(single);
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            bytewise.write(b);
        }
        bytewise.endLine();

        assertThat(single.toString(StandardCharsets.US_ASCII)).isEqualTo(whole.toString(StandardCharsets.US_ASCII));
    }

    private Step step(String fault) {
        return switch (fault) {
            case HANG -> server.hang();
            case "hang up" -> hangUp();
            default -> reply(fault);
        };
    }
}
