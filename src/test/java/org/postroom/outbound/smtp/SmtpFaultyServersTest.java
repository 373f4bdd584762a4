package org.postroom.outbound.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.testing.ScriptedSmtpServer.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.DeliveryOutcome;
import org.postroom.outbound.Envelope;
import org.postroom.outbound.MailTransport.Connection;
import org.postroom.outbound.MailTransport.Opening;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.outbound.SmtpAccountSettings.Security;
import org.postroom.testing.BlackHole;
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.Fault;
import org.postroom.testing.Fault.Direction;
import org.postroom.testing.ScriptedServer;
import org.postroom.testing.ScriptedSmtpServer;
import org.postroom.testing.ScriptedSmtpServer.Times;
import org.postroom.testing.SmtpSink;
import org.postroom.testing.TestNames;

/** FAULTS B1, B3, B4 and B5 for SMTP: servers that hang, drip, speak something else, or are not where their name leads. */
class SmtpFaultyServersTest {
    /** Far more than the few seconds of an impatient account: those who wait for good would not be done by then. */
    private static final Duration MOST = Duration.ofMinutes(1);

    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");
    private static final Bytes MAIL = Bytes.of("Subject: x\r\n\r\n" + "Text\r\n".repeat(20));
    private static final int AT_ONCE = 40;

    /** Bytes of a session, about. */
    private static final int SESSION = 300;

    private final SmtpSink sink = SmtpSink.start();

    /** What becomes of one mail; empty when no connection came about. */
    private static Optional<DeliveryOutcome> deliver(SmtpAccountSettings account) {
        return switch (new SmtpSender().open(account)) {
            case Opening.Unavailable _ -> Optional.empty();
            case Opening.Open(Connection connection) -> {
                try (connection) {
                    yield Optional.of(connection
                            .send(new Envelope(Optional.empty(), List.of(ALICE)), MAIL)
                            .outcomeFor(ALICE));
                }
            }
        };
    }

    private static String refusal(SmtpAccountSettings account) {
        Opening opening = new SmtpSender().open(account);
        assertThat(opening).isInstanceOf(Opening.Unavailable.class);
        return ((Opening.Unavailable) opening).fault().sentence();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void silenceBehindAnyByteEndsInTime(Direction direction) throws Exception {
        List<Optional<DeliveryOutcome>> outcomes = spoiled(direction, Fault.halfOpen(), 3);
        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSizeGreaterThan(5);
        assertThat(outcomes.stream().flatMap(Optional::stream))
                .noneMatch(DeliveryOutcome.Refused.class::isInstance)
                .anyMatch(DeliveryOutcome.Deferred.class::isInstance);
    }

    @Test
    void drippingFromAnyByteOnEndsInTime() throws Exception {
        assertThat(spoiled(Direction.TO_CLIENT, Fault.throttle(1), 15).stream().flatMap(Optional::stream))
                .noneMatch(DeliveryOutcome.Refused.class::isInstance);
    }

    /** Sends a mail over one connection for each place where it is spoiled. */
    private List<Optional<DeliveryOutcome>> spoiled(Direction direction, Fault.When effect, int step) throws Exception {
        Semaphore free = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<DeliveryOutcome>>> all = IntStream.iterate(0, at -> at < SESSION, at -> at + step)
                    .mapToObj(at -> threads.submit(() -> {
                        free.acquire();
                        try {
                            return spoiled(effect.after(direction, at));
                        } finally {
                            free.release();
                        }
                    }))
                    .toList();
            List<Optional<DeliveryOutcome>> outcomes = new ArrayList<>();
            for (Future<Optional<DeliveryOutcome>> one : all) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    private Optional<DeliveryOutcome> spoiled(Fault fault) {
        long before = System.nanoTime();
        try (ChaosProxy proxy = ChaosProxy.before(sink.port())) {
            proxy.always(fault);
            Optional<DeliveryOutcome> outcome = deliver(Accounts.impatient(proxy.port()));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(MOST);
            return outcome;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 1, 0, -1})
    void oldTlsIsRefusedBeforeAnythingIsSaid(int version) {
        try (ScriptedServer server = ScriptedServer.start(talk -> {
            talk.say(version < 0 ? "\u0015\u0003\u0001\0\2\2F" : oldHello(version));
            talk.hang();
        })) {
            assertThat(refusal(Accounts.secure(server.port(), Security.TLS, Optional.empty())))
                    .contains("TLS");
            assertThat(server.heard()).isEmpty();
        }
    }

    /** A ServerHello (RFC 5246 section 7.4.1.3) that chooses version 3.minor and TLS_RSA_WITH_AES_128_CBC_SHA. */
    private static String oldHello(int minor) {
        char version = (char) minor;
        return "\u0016\u0003" + version + "\0\52" + "\u0002\0\0\46" + "\u0003" + version + "r".repeat(32) + "\0" + "\0/"
                + "\0";
    }

    @Test
    void sendsNothingWhereStarttlsIsStripped() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start().offer("STARTTLS");
                ChaosProxy proxy = ChaosProxy.before(server.port())) {
            proxy.always(Fault.replace("STARTTLS", "XXXXXXXX").after(Direction.TO_CLIENT, 0));
            assertThat(refusal(Accounts.secure(proxy.port(), Security.STARTTLS, Optional.empty())))
                    .contains("does not offer STARTTLS");
            assertThat(server.commands()).hasSize(1).allMatch(command -> command.startsWith("EHLO"));
        }
    }

    @Test
    void takesTheNextAddressWhereOneIsDead() {
        TestNames.lead("refusing.smtp.example.org", "127.0.0.2", "::1", "127.0.0.1");
        assertThat(deliver(Accounts.hasty("refusing.smtp.example.org", sink.port()))
                        .orElseThrow())
                .isInstanceOf(DeliveryOutcome.Delivered.class);
        TestNames.lead("silent.smtp.example.org", "127.0.0.3", "127.0.0.1");
        try (BlackHole hole = BlackHole.at("127.0.0.3", sink.port())) {
            assertThat(hole).isNotNull();
            assertThat(deliver(Accounts.hasty("silent.smtp.example.org", sink.port()))
                            .orElseThrow())
                    .isInstanceOf(DeliveryOutcome.Delivered.class);
        }
        assertThat(sink.count()).isEqualTo(2);
    }

    @Test
    void saysThatTheNameLeadsNowhere() {
        TestNames.lead("nowhere.smtp.example.org");
        assertThat(refusal(Accounts.hasty("nowhere.smtp.example.org", sink.port())))
                .contains("nowhere.smtp.example.org")
                .doesNotContain("Exception");
    }

    @Test
    void anyGarbageForAGreetingIsAnOutage() {
        Random random = new Random(20_261_123);
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.at("CONNECT", Times.ALWAYS, usual -> garbage(random));
            for (int i = 0; i < 100; i++) {
                assertThat(refusal(Accounts.impatient(server.port())))
                        .doesNotContain("Exception", "\n", "\0")
                        .hasSizeLessThan(1_000);
            }
            server.behave();
            server.at("CONNECT", Times.ONCE, reply("HTTP/1.1 400 Bad Request\r\n\r\n<html>"));
            assertThat(refusal(Accounts.plain(server.port()))).contains("does not speak SMTP");
        }
    }

    private static String garbage(Random random) {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
