package org.postroom.intake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.postroom.mail.Bytes;

/** A mail of 10 KB as customers send them: a reply with its history, as text and as HTML, through some servers. */
final class TypicalMail {
    private static final String SENTENCE =
            "The second tray takes no paper any more since we moved the printer to the other room; ";

    private TypicalMail() {}

    static Bytes bytes() {
        return Bytes.of(header() + "--=_alt-7f3a\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + text() + "\r\n--=_alt-7f3a\r\n"
                + "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + html() + "\r\n--=_alt-7f3a--\r\n");
    }

    private static String header() {
        String received = "Received: from mx%d.example.net (mx%d.example.net [192.0.2.%d])\r\n"
                + "\tby relay%d.example.org (Postfix) with ESMTPS id 4Zq7%d2Xw1z\r\n"
                + "\tfor <support@example.com>; Mon,  2 Mar 2026 09:00:0%d +0100 (CET)\r\n";
        StringBuilder header = new StringBuilder("Return-Path: <carl@customer.example.org>\r\n");
        for (int i = 0; i < 4; i++) {
            header.append(received.formatted(i, i, i, i, i, i));
        }
        String signature = Base64.getEncoder().encodeToString("signature".repeat(28).getBytes(StandardCharsets.US_ASCII));
        header.append("Authentication-Results: mail.example.com; dkim=pass header.d=customer.example.org\r\n")
                .append("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example.org; s=mail;\r\n\tb=")
                .append(signature)
                .append("\r\nX-Google-DKIM-Signature: v=1; a=rsa-sha256; d=1e100.example.net; b=")
                .append(signature)
                .append("\r\nFrom: =?utf-8?Q?Carl_M=C3=BCller?= <carl@customer.example.org>\r\n")
                .append("To: \"Acme Support\" <support@example.com>\r\nCc: \"Doe, John\" <john@customer.example.org>\r\n")
                .append("Subject: =?utf-8?Q?Re:_[SUP-1001]_Drucker_im_2=2E_Stock_f=C3=BCr_Gro=C3=9Fraumb=C3=BCro?=\r\n")
                .append("Date: Mon, 2 Mar 2026 09:00:00 +0100\r\nMessage-ID: <CAF7x2k9@mail.customer.example.org>\r\n")
                .append("In-Reply-To: <1234567890.abcdef@example.com>\r\nReferences: <first@customer.example.org>\r\n")
                .append(" <1234567890.abcdef@example.com>\r\nUser-Agent: Mozilla Thunderbird\r\nX-Mailer: Example 1.0\r\n")
                .append("MIME-Version: 1.0\r\nContent-Language: de\r\n")
                .append("Content-Type: multipart/alternative; boundary=\"=_alt-7f3a\"\r\n\r\n");
        return header.toString();
    }

    private static String text() {
        return "Hello,\r\n\r\n" + (SENTENCE + "=C3=A4nderungen keine.=20\r\n").repeat(5)
                + "\r\nRegards\r\nCarl M=C3=BCller\r\n\r\n-- =20\r\nCarl M=C3=BCller\r\nExample Ltd, 1 Example Street\r\n"
                + "\r\nOn Mon, 2 Mar 2026 at 08:30, Acme Support <support@example.com> wrote:\r\n>=20\r\n"
                + ("> " + SENTENCE + "\r\n> and more of it.\r\n>=20\r\n").repeat(12);
    }

    private static String html() {
        String paragraph = "<p class=3D\"MsoNormal\"><span style=3D\"font-size:11.0pt;color:#1F497D\">" + SENTENCE
                + "<o:p></o:p></span></p>\r\n";
        return "<html><head><meta http-equiv=3D\"Content-Type\" content=3D\"text/html; charset=3Dutf-8\">\r\n"
                + "<style>p.MsoNormal {margin:0cm; font-family:Calibri}</style></head><body lang=3D\"DE\"><div>\r\n"
                + paragraph.repeat(6) + "<div class=3D\"gmail_quote\"><blockquote type=3D\"cite\"><table><tr><td>\r\n"
                + paragraph.repeat(14)
                + "</td></tr></table><a href=3D\"https://www.example.com/help\">Help</a></blockquote></div></div>\r\n"
                + "</body></html>\r\n";
    }
}
