package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.testing.ScriptedSmtpServer.hangUp;
import static org.postroom.testing.ScriptedSmtpServer.reply;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.outbound.smtp.Accounts;
import org.postroom.outbound.smtp.SmtpSender;
import org.postroom.storage.Database;
import org.postroom.storage.TestDatabases;
import org.postroom.testing.ScriptedSmtpServer;
import org.postroom.testing.ScriptedSmtpServer.Times;
import org.postroom.testing.SmtpScript.Step;
import org.postroom.testing.SmtpSink;

/** Queue, delivery and SMTP together, against a server that does everything wrong; {@code -Dfaults.drops=N} loses more replies. */
class DeliveryFaultsTest {
    private static final String ALICE = "alice@example.org";
    private static final String BOB = "bob@example.org";
    private static final String HANG = "hang";
    private static final int DROPS = Integer.getInteger("faults.drops", 1_000);

    @TempDir
    private Path directory;

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();
    private Database database;
    private DeliveryBench bench;

    @BeforeEach
    void start() {
        database = TestDatabases.sqlite(directory);
        bench = new DeliveryBench(database, new SmtpSender(), Accounts.plain(server.port()));
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    static Stream<Arguments> passingFaults() {
        return Stream.of("CONNECT", "EHLO", "MAIL", "RCPT TO:<bob@", "DATA", ".")
                .flatMap(command -> Stream.of("450 4.3.0 Later", "421 4.3.2 Closing", HANG, "hang up")
                        .map(fault -> Arguments.of(command, fault)));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void deliversOnceAFaultHasPassed(String command, String fault) {
        if (fault.equals(HANG)) {
            bench.accounts.put(Orders.ACME, Accounts.impatient(server.port()));
        }
        server.at(command, Times.ONCE, step(fault));
        OutboundId id = bench.queue(bench.orders.answer(ALICE, BOB));
        bench.deliverFor(Duration.ofMinutes(30));

        assertThat(bench.states(id)).containsOnly(RecipientState.DELIVERED);
        boolean doubt = command.equals(".") && fault.startsWith("hang");
        assertThat(copies(BOB)).isEqualTo(doubt ? 2 : 1);
        assertThat(bench.show(id).attempts().stream()
                        .filter(QueueEntry.Attempt::uncertain)
                        .count())
                .isEqualTo(doubt ? 1 : 0);
    }

    /** A refusal of us, before any mail was named, says nothing of the mail. After one of EHLO comes HELO. */
    static Stream<Arguments> lastingFaults() {
        return Stream.concat(
                Stream.of("CONNECT", "EHLO", "MAIL", "RCPT TO:<bob@", "DATA", ".")
                        .flatMap(command -> Stream.of("450 4.3.0 Later", "421 4.3.2 Closing", "hang up")
                                .map(fault -> Arguments.of(command, fault))),
                Stream.of(Arguments.of("CONNECT", "554 5.7.1 Not you")));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void failsVisiblyInTheEndWhenAFaultLasts(String command, String fault) {
        server.at(command, Times.ALWAYS, step(fault));
        OutboundId id = bench.queue(bench.orders.answer(BOB));
        bench.deliverFor(Duration.ofDays(5).plusHours(3));

        boolean doubt = command.equals(".") && fault.startsWith("hang");
        assertThat(bench.states(id)).containsExactly(doubt ? RecipientState.UNCERTAIN : RecipientState.FAILED);
        assertThat(bench.show(id).state()).isEqualTo(QueueEntry.State.DONE);
        assertThat(bench.told.getLast()).startsWith(doubt ? "uncertain" : "failed bob@example.org: Given up");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void failsAtOnceWhatIsRefusedForever(String command) {
        server.at(command, Times.ALWAYS, reply("550 5.7.1 No"));
        OutboundId id = bench.queue(bench.orders.answer(BOB));
        bench.deliver();

        assertThat(bench.states(id)).containsExactly(RecipientState.FAILED);
        assertThat(bench.told).containsExactly("failed bob@example.org: 550 5.7.1 No");
        assertThat(bench.show(id).attempts()).hasSize(1);
    }

    static Stream<String> refusals() {
        return Stream.of("MAIL", "RCPT", "DATA", ".");
    }

    /** C5: one recipient was accepted and has the mail, another was not; then the connection goes. */
    @Test
    void neverSendsAgainToThoseWhoHaveIt() {
        server.at("RCPT TO:<bob@", Times.ONCE, reply("451 4.3.0 Later"));
        server.at("RCPT TO:<carol@", Times.ONCE, reply("550 5.1.1 Unknown"));
        OutboundId id = bench.queue(bench.orders.answer(ALICE, BOB, "carol@example.org"));
        bench.deliver();
        server.at("RCPT TO:<bob@", Times.ONCE, hangUp());
        bench.deliverFor(Duration.ofHours(1));

        assertThat(bench.states(id))
                .containsExactly(RecipientState.DELIVERED, RecipientState.DELIVERED, RecipientState.FAILED);
        assertThat(copies(ALICE)).isEqualTo(1);
        assertThat(copies(BOB)).isEqualTo(1);
        assertThat(copies("carol@example.org")).isZero();
    }

    /** C1: the server takes the mail and its reply is lost, over and over. */
    @Test
    void doublesNothingButAnswersAndThoseNoOftenerThanRepliesAreLost() {
        Random random = new Random(20250309);
        int[] drops = {0};
        server.at(".", Times.ALWAYS, usual -> {
            if (drops[0] < DROPS && random.nextBoolean()) {
                drops[0]++;
                return hangUp().perform(usual);
            }
            return usual;
        });
        List<OutboundId> answers = new ArrayList<>();
        List<OutboundId> automatic = new ArrayList<>();
        for (int i = 0; drops[0] < DROPS; i++) {
            answers.add(bench.queue(bench.orders.answer("a" + i + "@example.org")));
            automatic.add(bench.queue(bench.orders.automatic("b" + i + "@example.org")));
            bench.deliverFor(Duration.ofSeconds(1));
        }
        bench.deliverFor(Duration.ofDays(1));

        Map<String, Integer> copies = new HashMap<>();
        Map<String, Set<String>> ids = new HashMap<>();
        for (SmtpSink.Received mail : server.received()) {
            String recipient = mail.recipients().getFirst();
            copies.merge(recipient, 1, Integer::sum);
            ids.computeIfAbsent(recipient, key -> new HashSet<>()).add(mail.header("Message-ID"));
        }
        int extra = copies.values().stream().mapToInt(count -> count - 1).sum();
        long uncertain = Stream.concat(answers.stream(), automatic.stream())
                .flatMap(id -> bench.show(id).attempts().stream())
                .filter(QueueEntry.Attempt::uncertain)
                .count();

        assertThat(copies).hasSize(answers.size() + automatic.size());
        assertThat(ids.values()).allMatch(set -> set.size() == 1);
        assertThat(copies)
                .allSatisfy((recipient, count) ->
                        assertThat(recipient.startsWith("b") ? count : 1).isEqualTo(1));
        assertThat(extra).isPositive().isLessThanOrEqualTo(drops[0]);
        assertThat(uncertain).isEqualTo(drops[0]);
        assertThat(answers).allSatisfy(id -> assertThat(bench.states(id)).containsExactly(RecipientState.DELIVERED));
        assertThat(automatic)
                .allSatisfy(id ->
                        assertThat(bench.states(id)).containsAnyOf(RecipientState.DELIVERED, RecipientState.UNCERTAIN));
    }

    private long copies(String recipient) {
        return server.received().stream()
                .filter(mail -> mail.recipients().contains(recipient))
                .count();
    }

    private Step step(String fault) {
        return switch (fault) {
            case HANG -> server.hang();
            case "hang up" -> hangUp();
            default -> reply(fault);
        };
    }
}
