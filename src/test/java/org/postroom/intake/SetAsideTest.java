package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;
import static org.postroom.intake.Office.SUPPORT_DESK;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;
import org.postroom.desk.DeskStores;
import org.postroom.mail.Bytes;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.outbound.OutboundKind;
import org.postroom.schedule.Busy;
import org.postroom.storage.StorageUnavailableException;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;

class SetAsideTest {
    private static final Letter POISON = Letter.from(CARL.value(), SUPPORT, "Poison", "POISON");

    /** Breaks on the mail that is poison. */
    private record Poisoned(ArticleStore articles) implements ArticleStore {
        @Override
        public Article add(Transaction transaction, TicketId ticket, Article.Content content, Instant at) {
            if (content.text().strip().equals("POISON")) {
                throw new IllegalStateException("Nobody thought of this mail");
            }
            return articles.add(transaction, ticket, content, at);
        }

        @Override
        public Optional<Article> ofMail(Transaction transaction, String sha256) {
            return articles.ofMail(transaction, sha256);
        }

        @Override
        public Optional<Article> find(Transaction transaction, ArticleId id) {
            return articles.find(transaction, id);
        }

        @Override
        public List<Article> articles(Transaction transaction, TicketId ticket) {
            return articles.articles(transaction, ticket);
        }

        @Override
        public List<ArticleId> after(Transaction transaction, TicketId ticket, ArticleId article) {
            return articles.after(transaction, ticket, article);
        }

        @Override
        public Set<AgentId> writers(Transaction transaction, TicketId ticket) {
            return articles.writers(transaction, ticket);
        }

        @Override
        public List<Article> answersAfter(Transaction transaction, TicketId ticket, Instant moment) {
            return articles.answersAfter(transaction, ticket, moment);
        }
    }

    private static Office poisonedOffice() {
        return new Office(
                stores -> new IntakeStores(
                        poisoned(stores.desk()), stores.spool(), stores.held(), stores.storms(), stores.floods()),
                () -> new MailReader(ReadLimits.standard()));
    }

    private static DeskStores poisoned(DeskStores stores) {
        return new DeskStores(
                stores.ids(),
                stores.raws(),
                stores.tickets(),
                new Poisoned(stores.articles()),
                stores.history(),
                stores.threads(),
                stores.failing(),
                stores.assigning(),
                stores.moving(),
                stores.queue());
    }

    @Test
    void triesPoisonThreeTimesThenSetsItAsideWithATicket() {
        try (Office office = poisonedOffice()) {
            Receipt receipt = office.arrives(POISON);
            assertThat(receipt.isPending()).isTrue();
            assertThat(receipt.work().attempts()).isEqualTo(1);
            assertThat(receipt.work().fault()).contains("IllegalStateException: Nobody thought of this mail");
            assertThat(office.tickets()).isEmpty();
            office.carlWrites();
            assertThat(office.ticket("SUP-1001").subject()).isEqualTo("Broken printer");
            office.work();
            office.work();
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
            assertThat(office.receipt(receipt.id()).work().attempts()).isEqualTo(3);
            assertThat(office.ticket("SUP-1002").customer()).isEmpty();
            assertThat(office.articles("SUP-1002").getFirst().content().text())
                    .contains(
                            "Nobody thought of this mail",
                            "postroom quarantine show " + receipt.id().value());
            assertThat(office.lastTo(ANNA).raw()).contains("message/rfc822", "POISON");
        }
    }

    @Test
    void settlesTheOtherMailsOfABatchWithPoison() {
        try (Office office = poisonedOffice()) {
            office.fetched(
                    SUPPORT_DESK,
                    Letter.from(CARL.value(), SUPPORT, "One", "First.").raw("a"));
            Receipt poison = office.fetched(SUPPORT_DESK, POISON.raw("b"));
            office.fetched(
                    SUPPORT_DESK,
                    Letter.from(CARL.value(), SUPPORT, "Two", "Second.").raw("c"));
            office.work();
            assertThat(office.tickets()).extracting(ticket -> ticket.subject()).containsExactly("One", "Two");
            assertThat(office.receipt(poison.id()).isPending()).isTrue();
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(2);
        }
    }

    /** As many times as this, the database goes away while a mail is being ended. */
    private static Office officeWithOutages(int outages) {
        return officeWithOutages(outages, new StorageUnavailableException("away", new SQLException("gone")));
    }

    private static Office officeWithOutages(int outages, RuntimeException outage) {
        AtomicInteger left = new AtomicInteger(outages);
        return new Office(
                stores -> new IntakeStores(
                        stores.desk(),
                        failing(stores.spool(), left, outage),
                        stores.held(),
                        stores.storms(),
                        stores.floods()),
                () -> new MailReader(ReadLimits.standard()));
    }

    private static Spool failing(Spool spool, AtomicInteger left, RuntimeException outage) {
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("finish") && left.getAndDecrement() > 0) {
                throw outage;
            }
            return method.invoke(spool, arguments);
        };
        return (Spool) Proxy.newProxyInstance(Spool.class.getClassLoader(), new Class<?>[] {Spool.class}, handler);
    }

    @Test
    void blamesNoMailForOutagesOfTheDatabase() {
        try (Office office = officeWithOutages(IntakeWorker.MOST_OUTAGES)) {
            Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
            for (int i = 0; i < IntakeWorker.MOST_OUTAGES; i++) {
                assertThatThrownBy(office::work).hasCauseInstanceOf(StorageUnavailableException.class);
            }
            office.work();
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.DONE);
            assertThat(office.receipt(receipt.id()).work().attempts()).isEqualTo(1);
        }
    }

    @Test
    void blamesNoMailForWorkThatFoundNoTurn() {
        try (Office office = officeWithOutages(IntakeWorker.STRIKES, new Busy())) {
            Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
            for (int i = 0; i < IntakeWorker.STRIKES; i++) {
                assertThatThrownBy(office::work).hasCauseInstanceOf(Busy.class);
            }
            office.work();
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.DONE);
        }
    }

    /** However often the daemon is stopped while the same mail is being read. */
    @Test
    void blamesNoMailForStops() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        BlockingQueue<Boolean> reading = new LinkedBlockingQueue<>();
        try (Office office = new Office(stores -> stores, () -> {
            reading.add(true);
            return over.get() ? reader() : hang(over);
        })) {
            Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
            for (int i = 0; i < IntakeWorker.STRIKES; i++) {
                Thread stopped = Thread.ofVirtual().unstarted(office::work);
                stopped.setUncaughtExceptionHandler((_, _) -> {});
                stopped.start();
                assertThat(reading.poll(1, TimeUnit.MINUTES)).isTrue();
                stopped.interrupt();
                stopped.join();
                assertThat(office.receipt(receipt.id()).work().attempts()).isZero();
            }
            over.set(true);
            office.work();
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.DONE);
        } finally {
            over.set(true);
        }
    }

    /** As where the interruption closes the connection in the midst of a statement. */
    @Test
    void blamesNoMailForAStopThatTheDatabaseNoticesFirst() {
        AtomicBoolean first = new AtomicBoolean(true);
        try (Office office = new Office(
                stores -> new IntakeStores(
                        stores.desk(), stopped(stores.spool(), first), stores.held(), stores.storms(), stores.floods()),
                SetAsideTest::reader)) {
            Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
            assertThatThrownBy(office::work).hasCauseInstanceOf(InterruptedException.class);
            assertThat(office.receipt(receipt.id()).work().attempts()).isZero();
        }
    }

    private static Spool stopped(Spool spool, AtomicBoolean first) {
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("finish") && first.getAndSet(false)) {
                Thread.currentThread().interrupt();
                throw new StorageUnavailableException("away", new SQLException("Closed by interrupt"));
            }
            return method.invoke(spool, arguments);
        };
        return (Spool) Proxy.newProxyInstance(Spool.class.getClassLoader(), new Class<?>[] {Spool.class}, handler);
    }

    @Test
    void setsAsideAMailThatBringsTheDatabaseDownOverAndOver() {
        int outages = IntakeWorker.MOST_OUTAGES + IntakeWorker.STRIKES;
        try (Office office = officeWithOutages(outages)) {
            Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
            for (int i = 0; i < outages; i++) {
                assertThatThrownBy(office::work).hasCauseInstanceOf(StorageUnavailableException.class);
            }
            office.work();
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
        }
    }

    @Test
    void setsAsideAtOnceAMailWhoseThirdAttemptEndedTheProcess() {
        try (Office office = new Office()) {
            Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
            for (int i = 0; i < IntakeWorker.STRIKES; i++) {
                Receipt now = office.receipt(receipt.id());
                office.database().change(transaction -> office.stores().spool().begin(transaction, List.of(now)));
            }
            office.work();
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
            assertThat(office.articles("SUP-1001").getFirst().content().text())
                    .contains("The daemon ended while this mail was being processed.");
            office.carlWrites();
            assertThat(office.ticket("SUP-1002").subject()).isEqualTo("Broken printer");
        }
    }

    @Test
    void processesAReleasedMailAnew() {
        try (Office office = new Office()) {
            Receipt receipt = setAsideForNothing(office);
            triedAgain(office, receipt);
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.DONE);
            assertThat(office.ticket("SUP-1002").subject()).isEqualTo("Poison");
            assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
            assertThat(office.articles("SUP-1001").getLast().content().text()).contains("is on SUP-1002 now");
            assertThat(office.related("SUP-1001"))
                    .extracting(Ticket::number)
                    .containsExactly(TicketNumber.parse("SUP-1002").orElseThrow());
        }
    }

    @Test
    void leavesTheTicketOfAReleasedMailOpenWhereAnAgentWroteOnIt() {
        try (Office office = new Office()) {
            Receipt receipt = setAsideForNothing(office);
            office.agentAnswers(ANNA, office.lastTo(ANNA), "#note I look into it.");
            triedAgain(office, receipt);
            assertThat(office.articles("SUP-1001").getLast().content().text()).contains("is on SUP-1002 now");
            assertThat(office.ticket("SUP-1001").state()).isNotEqualTo(TicketState.CLOSED);
        }
    }

    @Test
    void closesNoTicketForAReleasedMailThatTheMailsTicketWasMergedInto() {
        try (Office office = new Office()) {
            Receipt receipt = setAsideForNothing(office);
            Queued notice = office.lastTo(ANNA);
            office.carlWrites();
            office.agentAnswers(ANNA, notice, "#merge SUP-1002");
            triedAgain(office, receipt);
            assertThat(office.ticket("SUP-1002").state()).isEqualTo(TicketState.ACTIVE);
            assertThat(office.articles("SUP-1002").getLast().content().text()).contains("is on SUP-1003 now");
        }
    }

    @Test
    void setsAsideAReleasedMailOnAnotherTicketWhereTheFirstIsClosed() {
        try (Office office = poisonedOffice()) {
            Receipt receipt = office.arrives(POISON);
            office.work();
            office.work();
            office.agentAnswers(ANNA, office.lastTo(ANNA), "#close");
            triedAgain(office, receipt);
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
            assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
            assertThat(office.ticket("SUP-1002").state()).isEqualTo(TicketState.ACTIVE);
            assertThat(office.related("SUP-1002")).hasSize(1);
            assertThat(office.lastTo(ANNA).raw()).contains("SUP-1002");
        }
    }

    /** The ticket with it stays the only one, however often the mail is tried. */
    @Test
    void setsAsideAReleasedMailOnceMoreOnItsTicket() {
        try (Office office = poisonedOffice()) {
            Receipt receipt = office.arrives(POISON);
            office.work();
            office.work();
            triedAgain(office, receipt);
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
            assertThat(office.tickets()).hasSize(1);
            assertThat(office.articles("SUP-1001").getLast().content().text())
                    .contains("tried again", "Nobody thought of this mail");
            assertThat(office.queuedTo(ANNA)).hasSize(1);
        }
    }

    /** As if the daemon had been killed three times while it processed the mail. */
    private static Receipt setAsideForNothing(Office office) {
        Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
        for (int i = 0; i < IntakeWorker.STRIKES; i++) {
            Receipt now = office.receipt(receipt.id());
            office.database().change(transaction -> office.stores().spool().begin(transaction, List.of(now)));
        }
        office.work();
        return receipt;
    }

    private static void triedAgain(Office office, Receipt receipt) {
        office.database()
                .<Boolean>write(transaction ->
                        office.stores().spool().release(transaction, receipt.id(), office.clock.instant()));
        for (int i = 0; i < IntakeWorker.STRIKES; i++) {
            office.work();
        }
    }

    @Test
    void setsAsideAMailThatBreaksTheReader() {
        boolean[] broken = {true};
        try (Office office = new Office(stores -> stores, () -> {
            if (broken[0]) {
                throw new IllegalStateException("Reader is broken");
            }
            return new MailReader(ReadLimits.standard());
        })) {
            Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
            office.work();
            broken[0] = false;
            for (int i = 0; i < IntakeWorker.STRIKES; i++) {
                office.clock.forward(Duration.ofSeconds(1));
                office.work();
            }
            assertThat(office.receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
            assertThat(office.articles("SUP-1001").getFirst().content().text()).contains("Reading it failed");
        }
    }

    @Test
    void aMailThatAnotherNodeSettledWhileItWasReadIsNoFailure() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        try (Office office = new Office(stores -> stores, () -> {
            meanwhile.getAndSet(() -> {}).run();
            return reader();
        })) {
            Receipt receipt = office.fetched(SUPPORT_DESK, POISON.raw("a"));
            Receipt.End end = Receipt.End.of(Disposition.ADDED, Optional.empty(), Optional.empty(), "By another node");
            meanwhile.set(() -> office.database()
                    .change(transaction ->
                            office.stores().spool().finish(transaction, receipt.id(), end, Findings.NONE)));
            office.work();
            Receipt now = office.receipt(receipt.id());
            assertThat(now.end().orElseThrow().trace()).isEqualTo("By another node");
            assertThat(now.work().attempts()).isEqualTo(1);
            assertThat(now.work().fault()).isEmpty();
            assertThat(office.tickets()).isEmpty();
        }
    }

    @Test
    void setsAsideAMailThatGoesInCircles() {
        try (Office office = new Office()) {
            Receipt circling = office.arrives(SUPPORT_DESK, passedOn(Hops.MOST + 1));
            assertThat(circling.work().state()).isEqualTo(Receipt.State.QUARANTINED);
            assertThat(office.articles("SUP-1001").getFirst().content().text())
                    .contains("passed on by 51 servers", "goes in circles");
            assertThat(office.queued(OutboundKind.AUTOMATIC)).isEmpty();
            assertThat(office.lastTo(ANNA).raw()).contains("message/rfc822");
            office.arrives(SUPPORT_DESK, passedOn(Hops.MOST));
            assertThat(office.ticket("SUP-1002").subject()).isEqualTo("Far");
        }
    }

    private static Bytes passedOn(int hops) {
        return Bytes.of("Received: from a.example.org by b.example.org; Mon, 2 Mar 2026 09:00:00 +0000\r\n".repeat(hops)
                + "From: " + CARL + "\r\nTo: " + SUPPORT + "\r\nSubject: Far\r\n\r\nHello\r\n");
    }

    /** I6: as a library that hangs on a mail and hears of no interruption. */
    @Test
    void setsAsideAMailWhoseReadingNeverEndsWhileTheOthersGoOn() {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        try (Office office = new Office(stores -> stores, () -> reads.getAndIncrement() == 0 ? hang(over) : reader())) {
            List<Receipt> mails = IntStream.range(0, 6)
                    .mapToObj(i -> office.fetched(
                            SUPPORT_DESK,
                            Letter.from(CARL.value(), SUPPORT, "Good", "Good.").raw("b" + i)))
                    .toList();
            office.work();
            // Several are read at a time: any of them may be the first
            assertThat(mails)
                    .filteredOn(mail -> office.receipt(mail.id()).work().state() == Receipt.State.QUARANTINED)
                    .hasSize(1);
            assertThat(office.tickets())
                    .hasSize(6)
                    .filteredOn(ticket -> office.articles(ticket.number().toString())
                            .getFirst()
                            .content()
                            .text()
                            .contains("Reading it took too long"))
                    .hasSize(1);
        } finally {
            over.set(true);
        }
    }

    private static MailReader hang(AtomicBoolean over) {
        while (!over.get()) {
            Thread.onSpinWait();
        }
        return reader();
    }

    private static MailReader reader() {
        return new MailReader(ReadLimits.standard());
    }
}
