package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.mailbox.MailboxBench.plain;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.intake.ReceiptId;
import org.postroom.intake.Spool;
import org.postroom.mailbox.Difference.Sort;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.testing.ScriptedServer;

/** FAULTS I1, freescout#2001: whoever asks what became of the mails on the server gets each difference by its name. */
class ReconcilerTest {
    private static final AfterImport LEAVE = new AfterImport.Leave();
    private static final AfterImport DELETE = new AfterImport.Delete();

    private final FakeImap imap = new FakeImap();
    private final FakePop pop = new FakePop();
    private final ScriptedServer server = ScriptedServer.start(imap);
    private final ScriptedServer popServer = ScriptedServer.start(pop);
    private MailboxBench bench;

    @BeforeEach
    void open(@TempDir Path directory) {
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
        popServer.close();
    }

    @Test
    void findsNothingAmissWhereEverythingIsHeld() {
        imap.mail(1, "Subject: one\r\n\r\n").mail(2, "Subject: two\r\n\r\n");
        imported(2);
        Reconciled.Compared compared = compared(LEAVE);
        assertThat(compared.isWell()).isTrue();
        assertThat(compared.listed()).isEqualTo(2);
        assertThat(compared.held()).isEqualTo(2);
        assertThat(compared.differences()).isEmpty();
    }

    @Test
    void changesNothingOnTheServer() {
        imap.mail(1, "Subject: one\r\n\r\n");
        compared(DELETE);
        assertThat(server.heard())
                .anyMatch(line -> line.contains("EXAMINE"))
                .noneMatch(line -> line.matches("(?i).*(SELECT|STORE|EXPUNGE|MOVE|COPY|BODY).*"));
        pop.mail("Subject: one\r\n\r\n");
        bench.reconcile(plain(Protocol.POP3, popServer.port(), DELETE));
        assertThat(popServer.heard()).noneMatch(line -> line.matches("(?i)(DELE|RETR|TOP).*"));
        assertThat(pop.mails()).hasSize(1);
    }

    @Test
    void namesWhatWasNotFetchedYet() {
        imap.mail(1, "Subject: one\r\n\r\n");
        imported(1);
        imap.mail(2, "Subject: new\r\n\r\n");
        Reconciled.Compared compared = compared(LEAVE);
        assertThat(compared.isWell()).isFalse();
        assertThat(compared.differences()).hasSize(1);
        assertThat(compared.differences().getFirst().sort()).isEqualTo(Sort.NOT_FETCHED);
        assertThat(compared.differences().getFirst().uid()).isEqualTo("2");
    }

    @Test
    void saysSinceWhenFetchingAMailFails() {
        pop.mail("Subject: damaged\r\n\r\n").answer("RETR 1", "-ERR cannot be read");
        MailboxSettings settings = plain(Protocol.POP3, popServer.port(), LEAVE);
        bench.watch(settings);
        await().until(() -> !bench.sightings(settings.key()).isEmpty());
        bench.unwatch(MailboxBench.SUPPORT);
        Reconciled.Compared compared = (Reconciled.Compared) bench.reconcile(settings);
        assertThat(sorts(compared)).containsExactly(Sort.NOT_FETCHED);
        assertThat(compared.differences().getFirst().sentence())
                .contains("has failed", "since", "The server lists it and would not give it.");
    }

    @Test
    void namesWhatSomebodyElseRemoved() {
        imap.mail(1, "Subject: one\r\n\r\n").mail(2, "Subject: two\r\n\r\n");
        imported(2);
        imap.forget(1);
        Reconciled.Compared compared = compared(LEAVE);
        assertThat(sorts(compared)).containsExactly(Sort.GONE);
        assertThat(compared.isWell()).as("all of it is held").isTrue();
    }

    @Test
    void namesWhatShouldBeGoneAndIsThere() {
        imap.mail(1, "Subject: one\r\n\r\n");
        imported(1);
        Reconciled.Compared compared = compared(DELETE);
        assertThat(sorts(compared)).containsExactly(Sort.STILL_THERE);
        assertThat(compared.differences().getFirst().receipt()).isPresent();
    }

    @Test
    void namesWhatWasRemovedAndIsThereAgain() {
        imap.mail(1, "Subject: one\r\n\r\n");
        imported(1);
        Ids ids = new Ids(InstantSource.system(), 2);
        ReceiptId id = bench.pending().getFirst().id();
        bench.database()
                .change(transaction -> Spool.jdbi(ids, RawStore.jdbi(ids))
                        .markRemoved(transaction, List.of(id), Instant.EPOCH.plusSeconds(1)));
        assertThat(sorts(compared(DELETE))).containsExactly(Sort.BACK_AGAIN);
    }

    @Test
    void namesAMailOfAnotherSizeUnderAUidUsedAgain() {
        imap.mail(1, "Subject: one\r\n\r\n");
        imported(1);
        imap.forget(1);
        imap.mail(1, "Subject: a longer one under the same UID\r\n\r\n");
        assertThat(sorts(compared(LEAVE))).containsExactly(Sort.OTHER_SIZE);
    }

    @Test
    void namesIdenticalCopiesWithoutAlarm() {
        imap.mail(1, "Subject: one\r\n\r\n").mail(2, "Subject: one\r\n\r\n");
        bench.watch(plain(Protocol.IMAP, server.port(), LEAVE));
        await().until(() -> compared(LEAVE).held() == 2);
        Reconciled.Compared compared = compared(LEAVE);
        assertThat(sorts(compared)).containsExactly(Sort.FOLDED);
        assertThat(compared.isWell()).isTrue();
    }

    @Test
    void triesAMailboxInUseAgainAndSaysSoInTheEnd() {
        pop.answer("PASS .*", "-ERR [IN-USE] locked");
        Reconciled refused = bench.reconcile(plain(Protocol.POP3, popServer.port(), LEAVE));
        assertThat(refused.isWell()).isFalse();
        assertThat(((Reconciled.NotCompared) refused).sentence())
                .contains("another program holds the mailbox", "ask again in a moment");
        assertThat(popServer.connections()).isEqualTo(6);
    }

    private void imported(int mails) {
        bench.watch(plain(Protocol.IMAP, server.port(), LEAVE));
        await().until(() -> bench.pending().size() == mails);
        bench.unwatch(MailboxBench.SUPPORT);
    }

    private Reconciled.Compared compared(AfterImport afterImport) {
        return (Reconciled.Compared) bench.reconcile(plain(Protocol.IMAP, server.port(), afterImport));
    }

    private static List<Sort> sorts(Reconciled.Compared compared) {
        return compared.differences().stream().map(Difference::sort).toList();
    }
}
