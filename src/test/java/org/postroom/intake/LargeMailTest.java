package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import org.junit.jupiter.api.Test;
import org.postroom.mail.Bytes;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;

/** FAULTS A21: of a mail that is larger than conf allows, the beginning is held. */
class LargeMailTest {
    private static final long SIZE = 62_400_000;
    private static final String SENTENCE = "This mail is too large to be fetched (62.4 MB). Only its beginning is here";

    private static Bytes beginning(Letter letter) {
        byte[] whole = letter.raw("large").toArray();
        return Bytes.wrap(java.util.Arrays.copyOf(whole, whole.length - 2));
    }

    private static Bytes beginningOfCarls() {
        return Bytes.of("From: Carl Customer <" + CARL + ">\r\nTo: " + SUPPORT + "\r\nSubject: The film\r\n"
                + "Message-ID: <film@customer.example.org>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHere is the film.\r\n--b\r\n"
                + "Content-Type: video/mp4; name=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + "AAAAIGZ0eXBpc29t\r\n".repeat(1_000));
    }

    @Test
    void becomesATicketOfItsSenderWithItsSubjectAndItsBeginning() {
        try (Office office = new Office()) {
            Receipt receipt = office.beginningArrives(beginningOfCarls(), SIZE);
            Ticket ticket = office.ticket("SUP-1001");
            assertThat(ticket.subject()).isEqualTo("The film");
            assertThat(ticket.customer().orElseThrow().address()).isEqualTo(CARL);
            assertThat(office.articles("SUP-1001").getFirst().content().text()).isEqualTo("Here is the film.");
            assertThat(receipt.end().orElseThrow().disposition()).isEqualTo(Disposition.NEW_TICKET);
            assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(1);
        }
    }

    @Test
    void agentsReadOnTheTicketHowLargeItIsAndWhereItStays() {
        try (Office office = new Office()) {
            Receipt receipt = office.beginningArrives(beginningOfCarls(), SIZE);
            Article comment = office.articles("SUP-1001").getLast();
            assertThat(comment.content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
            assertThat(comment.content().text())
                    .contains(
                            SENTENCE,
                            "The whole mail stays in the mailbox",
                            receipt.origin().mailbox(),
                            "Number there: 1");
        }
    }

    @Test
    void noticeSaysSoAndTheAnswerToTheCustomerDoesNot() {
        try (Office office = new Office()) {
            office.beginningArrives(beginningOfCarls(), SIZE);
            assertThat(office.lastTo(ANNA).text()).contains(SENTENCE);
            assertThat(office.lastTo(CARL).text()).doesNotContain("too large");
        }
    }

    @Test
    void replyOfACustomerIsOnTheTicketAndSaysSo() {
        try (Office office = new Office()) {
            office.carlWrites();
            office.beginningArrives(
                    beginning(Letter.answer(CARL.value(), office.lastTo(CARL), "The film as you asked.")), SIZE);
            assertThat(office.articles("SUP-1001"))
                    .extracting(article -> article.content().text())
                    .anySatisfy(text -> assertThat(text).startsWith("The film as you asked."))
                    .anySatisfy(text -> assertThat(text).startsWith(SENTENCE));
        }
    }

    @Test
    void answerOfAnAgentNeverLeavesWithoutItsFiles() {
        try (Office office = new Office()) {
            office.carlWrites();
            int toCarl = office.queuedTo(CARL).size();
            office.beginningArrives(
                    beginning(Letter.answer("Anna <" + ANNA + ">", office.lastTo(ANNA), "Here is the manual.")), SIZE);
            assertThat(office.queuedTo(CARL)).hasSize(toCarl);
            assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
            assertThat(office.lastTo(ANNA).text()).contains(SENTENCE);
            assertThat(office.articles("SUP-1001"))
                    .extracting(article -> article.content().text())
                    .anySatisfy(text -> assertThat(text).startsWith("Here is the manual."));
        }
    }
}
