package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Ticket;

/** A customer's mail that an agent forwards, and what is asked of it again and again. */
abstract class ForwardCase {
    static final String SERVER = "mx.example.com";
    static final String PASS = "Authentication-Results: " + SERVER + "; dkim=pass header.d=example.net";

    /** As Carl's server delivered it to Anna's own mailbox; odd in many ways that must stay. */
    static final String ORIGINAL = """
            Return-Path: <carl@customer.example.org>
            Received: from mail.customer.example.org by mx.example.net;
            \tMon, 2 Mar 2026 08:00:00 +0000
            from: "Carl, Customer" <carl@customer.example.org>
            To: Anna Berg <anna.private@example.net>
            Cc: Eva <eva@customer.example.org>
            Subject: =?utf-8?q?Br=C3=B6ken?= printer
            Date: Mon, 2 Mar 2026 08:00:00 +0000
            Message-ID: <original@customer.example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=inner

            --inner
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Hello Anna,=20

            it does not pr=FCnt.
            --inner
            Content-Type: text/plain; name=log.txt
            Content-Disposition: attachment; filename=log.txt

            no paper
            --inner--
            """.replace("\n", "\r\n");

    static final String INLINE = """
            Please help Carl.

            ---------- Forwarded message ---------
            From: Carl Customer <carl@customer.example.org>
            Date: Mon, 2 Mar 2026 at 09:00
            Subject: Broken printer
            To: Anna Berg <anna.private@example.net>

            Hello Anna,

            it does not print.
            """;

    final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    static Letter attached(EmailAddress from, String words, String... originals) {
        StringBuilder body = new StringBuilder("--outer\nContent-Type: text/plain; charset=utf-8\n\n" + words);
        for (String original : originals) {
            body.append("\n--outer\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n")
                    .append(original.replace("\r\n", "\n"));
        }
        return Letter.from("Anna Berg <" + from + ">", SUPPORT, "Fwd: from Carl", body + "\n--outer--\n")
                .with("Content-Type: multipart/mixed; boundary=outer");
    }

    static Letter inline(EmailAddress from, String text) {
        return Letter.from("Anna Berg <" + from + ">", SUPPORT, "Fwd: Broken printer", text);
    }

    static String simple(String from, String id) {
        return "From: " + from + "\r\nTo: anna.private@example.net\r\nSubject: Question\r\nMessage-ID: <" + id
                + ">\r\n\r\nHow does it work?\r\n";
    }

    Receipt proven(Letter letter) {
        office.trusts(SERVER);
        return office.arrives(letter.with(PASS));
    }

    Ticket only() {
        assertThat(office.tickets()).hasSize(1);
        return office.tickets().getFirst();
    }

    List<Article> articles(Kind kind) {
        return office.articles("SUP-1001").stream()
                .filter(article -> article.content().kind() == kind)
                .toList();
    }

    void isHeldForAnna(String... words) {
        assertThat(only().customer()).isEmpty();
        assertThat(office.participants("SUP-1001")).isEmpty();
        assertThat(articles(Kind.HELD_MAIL)).hasSize(1);
        assertThat(office.queued()).hasSize(1);
        assertThat(office.lastTo(ANNA).subject()).contains("Please confirm");
        assertThat(office.lastTo(ANNA).text()).contains(words);
    }

    void isCarls() {
        assertThat(only().customer().orElseThrow().address()).isEqualTo(CARL);
        assertThat(office.participants("SUP-1001")).containsExactly(CARL);
        assertThat(articles(Kind.CUSTOMER_MAIL)).hasSize(1);
        assertThat(office.lastTo(CARL).is(OutboundKind.AUTOMATIC)).isTrue();
    }
}
