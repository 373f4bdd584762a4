package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.QueueSettings;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

class NoticeSweepTest {
    private static final String NOTICES = "SELECT COUNT(*) FROM outbound_mail WHERE kind = 'notice'";
    private static final String RAWS = "SELECT COUNT(*) FROM raw_mail";

    @Test
    void forgetsNoticesThatLeftLongAgoWithTheirBytesOnSqlite() {
        forgetsOldNotices(TestDatabases.sqlite());
    }

    @Test
    void forgetsNoticesThatLeftLongAgoWithTheirBytesOnMariaDb() {
        forgetsOldNotices(TestDatabases.mariadb());
    }

    private static void forgetsOldNotices(TestDatabase database) {
        try (Office office = new Office(database)) {
            NoticeSweep sweep = sweep(office);
            office.carlWrites();
            office.agentAnswers(ANNA, "Switch it on.");
            int raws = office.count(RAWS);
            int notices = office.count(NOTICES);
            office.clock.forward(Duration.ofDays(40));
            dropAll(office);
            office.clock.forward(Duration.ofDays(29));
            sweep.run();
            assertThat(office.count(NOTICES))
                    .as("it is 29 days since they were done with")
                    .isEqualTo(notices);

            office.clock.forward(Duration.ofDays(2));
            sweep.run();

            assertThat(office.count(NOTICES)).isZero();
            assertThat(office.count(RAWS)).isEqualTo(raws - notices);
            assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(1);
            assertThat(office.database().<Object>read(new JdbiAuditStore()::faults))
                    .isEqualTo(List.of());
            assertThat(sweep.run()).as("there is no more to do").isGreaterThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void leavesNoticesThatWait() {
        try (Office office = new Office()) {
            office.carlWrites();
            office.clock.forward(Duration.ofDays(60));
            sweep(office).run();
            assertThat(office.queuedTo(ANNA)).isNotEmpty();
            assertThat(office.queuedTo(CARL)).isNotEmpty();
        }
    }

    private static NoticeSweep sweep(Office office) {
        return new NoticeSweep(
                office.database(), office.stores().desk().raws(), () -> QueueSettings.DEFAULT, office.clock);
    }

    private static void dropAll(Office office) {
        office.queued()
                .forEach(mail -> office.database()
                        .change(transaction -> office.stores()
                                .desk()
                                .queue()
                                .drop(transaction, mail.ours().id())));
    }
}
