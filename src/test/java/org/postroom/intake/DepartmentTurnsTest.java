package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;
import static org.postroom.intake.Office.SUPPORT_DESK;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

/** One department's mails, however many there are and however long they take, keep no other department's waiting. */
class DepartmentTurnsTest {
    /** As many as the worker takes up at once. */
    private static final int BATCH = 50;

    private final List<ReceiptId> finished = new ArrayList<>();

    @Test
    void aMailIsSettledBeforeThoseThatWaitForAnotherDepartment() {
        try (Office office = office(0)) {
            List<ReceiptId> many = fetched(office, SUPPORT_DESK, 3 * BATCH);
            List<ReceiptId> few = fetched(office, SampleCompany.SALES, 2);
            office.work();
            assertThat(finished).hasSize(3 * BATCH + 2);
            assertThat(finished.subList(0, BATCH)).containsAll(few);
            assertThat(finished).containsSubsequence(many).containsSubsequence(few);
        }
    }

    @Test
    void aMailIsSettledBeforeThoseOfAnotherDepartmentThatTakeLong() {
        int many = 12 * Runtime.getRuntime().availableProcessors();
        try (Office office = office(300)) {
            List<ReceiptId> slow = fetched(office, SUPPORT_DESK, many);
            List<ReceiptId> few = fetched(office, SampleCompany.SALES, 1);
            office.work();
            assertThat(finished).hasSize(many + 1).containsSubsequence(slow);
            assertThat(finished.indexOf(few.getFirst())).isLessThan(many);
            assertThat(slow)
                    .extracting(id -> office.receipt(id).work().attempts())
                    .containsOnly(1);
        }
    }

    @Test
    void mailsThatAreTriedAgainOneByOneLetOthersPass() {
        try (Office office = office(0)) {
            List<ReceiptId> again = fetched(office, SUPPORT_DESK, 10);
            List<Receipt> tried = again.stream().map(office::receipt).toList();
            office.database().change(transaction -> office.stores().spool().begin(transaction, tried));
            List<ReceiptId> few = fetched(office, SampleCompany.SALES, 1);
            office.work();
            assertThat(finished.indexOf(few.getFirst())).isLessThan(2);
            assertThat(finished).containsSubsequence(again);
        }
    }

    @Test
    void moreDepartmentsThanMailsAreTakenUpAtOnceAllHaveTheirTurnOnSqlite() {
        moreDepartmentsThanMailsAreTakenUpAtOnceAllHaveTheirTurn(TestDatabases.sqlite());
    }

    @Test
    @EnabledIf(
            value = "org.postroom.testing.MariaDbServer#installed",
            disabledReason = "mariadbd is not installed here")
    void moreDepartmentsThanMailsAreTakenUpAtOnceAllHaveTheirTurnOnMariaDb() {
        moreDepartmentsThanMailsAreTakenUpAtOnceAllHaveTheirTurn(TestDatabases.mariadb());
    }

    private static void moreDepartmentsThanMailsAreTakenUpAtOnceAllHaveTheirTurn(TestDatabase database) {
        try (Office office = new Office(database)) {
            Set<ReceiptId> firsts = new HashSet<>();
            for (int i = 0; i < BATCH + 10; i++) {
                List<ReceiptId> mails = fetched(office, new DepartmentId("d" + i), i == 0 ? 2 * BATCH : 2);
                firsts.add(mails.getFirst());
            }
            Backlog backlog = new Backlog(office.database(), office.stores().spool(), Portion::all);
            Set<ReceiptId> begun = new HashSet<>();
            for (int i = 0; i < BATCH + 10; i++) {
                List<ReceiptId> batch = backlog.due(office.clock.instant(), BATCH).stream()
                        .map(Receipt::id)
                        .toList();
                assertThat(batch).hasSize(BATCH).doesNotHaveDuplicates();
                assertThat(firsts).as("one of each department").containsAll(batch);
                begun.add(batch.getFirst());
            }
            assertThat(begun).as("each is the first at some time").isEqualTo(firsts);
        }
    }

    private static List<ReceiptId> fetched(Office office, DepartmentId department, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Letter.from(CARL.value(), SUPPORT, department + " " + i, "Hello " + i))
                .map(letter -> office.fetched(department, letter.raw(letter.hashCode() + "@example.org"))
                        .id())
                .toList();
    }

    /** Where reading a mail to support takes so many milliseconds. */
    private Office office(long slowness) {
        return new Office(
                stores -> new IntakeStores(
                        stores.desk(),
                        watched(stores.spool(), slowness),
                        stores.held(),
                        stores.storms(),
                        stores.floods()),
                () -> new MailReader(ReadLimits.standard()));
    }

    private Spool watched(Spool spool, long slowness) {
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("finish")) {
                finished.add((ReceiptId) arguments[1]);
            }
            if (method.getName().equals("raw")
                    && ((Receipt) arguments[1]).origin().department().equals(SUPPORT_DESK)) {
                Thread.sleep(slowness);
            }
            return method.invoke(spool, arguments);
        };
        return (Spool) Proxy.newProxyInstance(Spool.class.getClassLoader(), new Class<?>[] {Spool.class}, handler);
    }
}
