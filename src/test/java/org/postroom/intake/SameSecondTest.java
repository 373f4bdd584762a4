package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Bytes;

/**
 * FAULTS A14: two mails without Message-ID, of one sender, subject and second, are two tickets. How many pairs says
 * {@code -Dfaults.pairs}.
 */
class SameSecondTest {
    private static final int PAIRS = Integer.getInteger("faults.pairs", 500);
    private static final int BATCH = 500;

    @Test
    void noMailIsTakenForItsTwin() {
        try (Office office = new Office()) {
            for (int from = 0; from < PAIRS; from += BATCH) {
                List<FetchedMail> mails = IntStream.range(2 * from, 2 * Math.min(PAIRS, from + BATCH))
                        .mapToObj(number -> mail(office, number))
                        .toList();
                office.database()
                        .<List<Receipt>>write(
                                transaction -> office.stores().spool().accept(transaction, mails));
                office.work();
            }
            System.out.printf("FAULTS same second: %d pairs, %d tickets%n", PAIRS, count(office, "ticket"));
            assertThat(count(office, "ticket")).isEqualTo(2 * PAIRS);
            assertThat(count(office, "article")).isEqualTo(2 * PAIRS);
            assertThat(count(office, "receipt WHERE disposition = 'new-ticket'"))
                    .isEqualTo(2 * PAIRS);
        }
    }

    private static FetchedMail mail(Office office, int number) {
        Bytes raw = Bytes.of("From: Carl <carl" + number / 2 + "@customer.example.org>\r\nTo: " + Office.SUPPORT
                + "\r\nDate: Mon, 2 Mar 2026 08:59:00 +0000\r\nSubject: Alarm\r\n\r\nSensor " + number % 2 + "\r\n");
        Receipt.Origin origin = new Receipt.Origin(
                "imap://support@mail.example.org:993/inbox", 7, Integer.toString(number), Office.SUPPORT_DESK);
        return FetchedMail.whole(origin, raw, office.clock.instant());
    }

    private static int count(Office office, String rows) {
        return office.database()
                .<Integer>read(transaction -> transaction
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM " + rows)
                        .mapTo(Integer.class)
                        .one());
    }
}
