package org.postroom.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.bounce.BounceReport.Outcome;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MessageId;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;

class BounceReaderTest {

    private static Optional<BounceReport> read(String raw) {
        return BounceReader.read((IncomingMail) new MailReader(ReadLimits.standard()).read(Bytes.of(raw)));
    }

    private static String report(String... fields) {
        return """
                From: Mail Delivery System <mailer-daemon@example.net>
                To: support@example.com
                Subject: Undelivered
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                Sorry.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                %s
                --b
                Content-Type: text/rfc822-headers

                From: support@example.com
                To: bob@example.net
                Message-ID: <t1.1@example.com>
                --b--
                """.formatted(String.join("\n", fields));
    }

    @Test
    void readsAStandardReport() {
        BounceReport report = read(report(
                        "Final-Recipient: rfc822; bob@example.net",
                        "Action: failed",
                        "Status: 5.1.1",
                        "Diagnostic-Code: smtp; 550 5.1.1 <bob@example.net>: User unknown"))
                .orElseThrow();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.about()).contains(new MessageId("t1.1@example.com"));
        assertThat(report.recipients())
                .containsExactly(new FailedRecipient(
                        EmailAddress.of("bob@example.net"),
                        Optional.of("5.1.1"),
                        Reason.USER_UNKNOWN,
                        true,
                        "550 5.1.1 <bob@example.net>: User unknown"));
    }

    @Test
    void doesNotCondemnAnAddressForAFullMailboxOrAPolicy() {
        for (String said : new String[] {
            "552 5.2.2 mailbox full", "550 5.7.1 message rejected as spam", "554 5.4.7 delivery time expired"
        }) {
            BounceReport report = read(report(
                            "Final-Recipient: rfc822; bob@example.net",
                            "Action: failed",
                            "Status: " + said.substring(4, 9),
                            "Diagnostic-Code: smtp; " + said))
                    .orElseThrow();
            assertThat(report.recipients())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.permanent()).as(said).isFalse());
        }
    }

    @Test
    void tellsLateFromFailedAndDelivered() {
        assertThat(read(report("Final-Recipient: rfc822; bob@example.net", "Action: delayed", "Status: 4.4.1"))
                        .map(BounceReport::outcome))
                .contains(Outcome.DELAYED);
        assertThat(read(report("Final-Recipient: rfc822; bob@example.net", "Action: delivered", "Status: 2.0.0"))
                        .map(BounceReport::outcome))
                .contains(Outcome.DELIVERED);
    }

    @Test
    void readsAReportOfQmail() {
        BounceReport report = read("""
                        From: MAILER-DAEMON@example.net
                        To: support@example.com
                        Subject: failure notice

                        Hi. This is the qmail-send program at example.net.
                        I'm afraid I wasn't able to deliver your message to the following addresses.
                        This is a permanent error; I've given up. Sorry it didn't work out.

                        <bob@example.net>:
                        Sorry, no mailbox here by that name. (#5.1.1)

                        --- Below this line is a copy of the message.

                        Return-Path: <support@example.com>
                        Message-ID: <t1.2@example.com>
                        To: carol@example.net
                        """).orElseThrow();
        assertThat(report.recipients())
                .extracting(FailedRecipient::address, FailedRecipient::permanent)
                .containsExactly(tuple(EmailAddress.of("bob@example.net"), true));
        assertThat(report.about()).contains(new MessageId("t1.2@example.com"));
    }

    @Test
    void findsNoReportInAQuestionAboutOne() {
        for (String text : new String[] {
            "Hello,\n\nmy mail could not be delivered:\n\n550 5.1.1 <bob@example.net>: User unknown\n",
            "I get this when I write to you. Why?\n\n550 5.1.1 <bob@example.net>: User unknown\n",
            "This was not delivered to bob@example.net, what does it mean?\n"
        }) {
            assertThat(read("From: Anna <anna@example.org>\nTo: support@example.com\nSubject: Mail delivery failed\n\n"
                            + text))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void findsAReportByExchangesSubjectInItsLanguage() {
        for (String subject : new String[] {"Non recapitabile: x", "Ei voi toimittaa: x", "Teslim edilemedi: x"}) {
            assertThat(read("From: postmaster@example.net\nTo: support@example.com\nReturn-Path: <>\nSubject: "
                                    + subject + "\n\nbob@example.net\n")
                            .map(BounceReport::outcome))
                    .as(subject)
                    .contains(Outcome.FAILED);
        }
    }

    @Test
    void findsNoReportInAPersonsMail() {
        assertThat(read("From: anna@example.org\nSubject: My mail was not delivered\n\nWhy was it returned to me?\n"))
                .isEmpty();
        assertThat(
                        read(
                                "From: anna@example.org\nSubject: Re: Undelivered Mail\n\nIt could not be delivered, says the server.\n"))
                .isEmpty();
    }

    @Test
    void judgesWhatServersSayToUs() {
        for (String bad : new String[] {
            "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown",
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
            "556 5.1.10 The domain has a null MX",
            "551 5.1.6 User has moved"
        }) {
            assertThat(BounceReader.addressIsBad(bad)).as(bad).isTrue();
        }
        for (String other : new String[] {
            "452 4.2.2 Mailbox full",
            "450 4.1.1 User unknown in local recipient table",
            "550 5.7.1 Message rejected as spam",
            "550 5.1.1 Mailbox is over quota",
            "554 Transaction failed"
        }) {
            assertThat(BounceReader.addressIsBad(other)).as(other).isFalse();
        }
    }
}
