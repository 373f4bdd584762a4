package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.SUPPORT;
import static org.postroom.intake.Office.SUPPORT_DESK;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postroom.agent.DepartmentMail;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundId;
import org.postroom.outbound.OutboundKind;

/** FAULTS D2: two ticket systems that acknowledge each other's acknowledgements. */
class AnsweringEachOtherTest {
    private static final String THEIRS = "help@example.net";
    private static final int MOST = 10;

    @Test
    void twoPostroomsStopAtOnce() {
        try (Office ours = new Office();
                Office theirs = theirs()) {
            ours.arrives(Letter.from(THEIRS, SUPPORT, "Your account", "Please look at our account with you."));
            int passed = writeToEachOther(ours, theirs, raw -> raw);

            assertThat(passed)
                    .as("our answer, which theirs takes for what it is")
                    .isEqualTo(1);
            assertThat(theirs.tickets()).hasSize(1);
            assertThat(theirs.queued(OutboundKind.AUTOMATIC)).isEmpty();
        }
    }

    /** A gateway between them takes off all that says what a mail is, and what it answers. */
    @Test
    void twoPostroomsStopSoonThoughEveryHeaderIsLost() {
        try (Office ours = new Office();
                Office theirs = theirs()) {
            ours.arrives(Letter.from(THEIRS, SUPPORT, "Your account", "Please look at our account with you."));
            int passed = writeToEachOther(ours, theirs, AnsweringEachOtherTest::bare);

            assertThat(passed).isLessThanOrEqualTo(MOST);
            assertThat(ours.tickets().size() + theirs.tickets().size()).isGreaterThan(2);
        }
    }

    @Test
    void aRobotThatChangesSubjectIdAndAddressIsNotAnsweredForLong() {
        try (Office ours = new Office()) {
            int mails = 0;
            int answered = -1;
            while (answered < automatic(ours)) {
                answered = automatic(ours);
                mails++;
                ours.arrives(Letter.from(
                                "robot+" + mails + "@example.net",
                                SUPPORT,
                                "Case " + "abcdefghijklmnopqrstuvwxyz".charAt(mails),
                                "We got your mail and gave it the number " + mails)
                        .id("robot." + mails + "@example.net"));
                ours.clock.forward(Duration.ofSeconds(20));
            }
            assertThat(mails + automatic(ours)).isLessThanOrEqualTo(MOST);
            assertThat(ours.tickets()).as("each is a ticket all the same").hasSize(mails);
            assertThat(ours.events("SUP-100" + mails)).contains("automatic-mail-suppressed");
        }
    }

    /** It needs no answer to go on: every nine minutes for half a day. */
    @Test
    void aRobotThatNeverStopsIsNotAnsweredForEver() {
        try (Office ours = new Office()) {
            for (int i = 0; i < 60; i++) {
                ours.arrives(Letter.from("robot+" + i + "@example.net", SUPPORT, "Case", "Number " + i));
                ours.clock.forward(Duration.ofMinutes(9));
            }
            assertThat(automatic(ours)).isLessThanOrEqualTo(MOST / 2);
        }
    }

    private static Office theirs() {
        Office office = new Office();
        DepartmentMail usual = SampleCompany.support().mail();
        office.conf(
                SampleCompany.support()
                        .withMail(new DepartmentMail(
                                List.of(EmailAddress.of(THEIRS)),
                                usual.displayName(),
                                usual.language(),
                                usual.smtp(),
                                usual.plusAddresses(),
                                usual.linkText())),
                SampleCompany.sales());
        return office;
    }

    private interface Way {
        Bytes over(Bytes raw);
    }

    /** Carries all automatic mail over until there is none; returns how many there were. */
    private static int writeToEachOther(Office ours, Office theirs, Way way) {
        Set<OutboundId> carried = new HashSet<>();
        int before = -1;
        while (before < carried.size() && carried.size() < 100) {
            before = carried.size();
            carry(ours, theirs, way, carried);
            carry(theirs, ours, way, carried);
        }
        return carried.size();
    }

    private static void carry(Office from, Office to, Way way, Set<OutboundId> carried) {
        List<Queued> fresh = new ArrayList<>();
        for (Queued mail : from.queued(OutboundKind.AUTOMATIC)) {
            if (carried.add(mail.ours().id())) {
                fresh.add(mail);
            }
        }
        fresh.forEach(mail -> to.arrives(SUPPORT_DESK, way.over(Bytes.of("Return-Path: <>\r\n" + mail.raw()))));
    }

    private static Bytes bare(Bytes raw) {
        String text = raw.utf8();
        int end = text.indexOf("\r\n\r\n");
        String header = text.substring(0, end)
                .replaceAll("\r\n[ \t]+", " ")
                .lines()
                .filter(line -> line.matches("(?i)(From|To|Date|MIME-Version|Content-[A-Za-z-]+):.*"))
                .collect(Collectors.joining("\r\n", "Subject: An acknowledgement\r\n", ""));
        return Bytes.of(header + text.substring(end));
    }

    private static int automatic(Office office) {
        return office.queued(OutboundKind.AUTOMATIC).size();
    }
}
