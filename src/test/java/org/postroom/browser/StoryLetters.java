package org.postroom.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Letter.Person;
import org.postroom.app.demo.Office;
import org.postroom.mail.Bytes;

/** What people write to the company of the {@link Story}. */
final class StoryLetters {
    private StoryLetters() {}

    static List<Letter> ofTheMorning() {
        return List.of(
                Letter.of(
                        new Person("Dieter Kohl", "dieter@kunde.example.org"),
                        Office.SALES,
                        "Größe und Lieferzeit der Stühle",
                        "Guten Tag,\n\nwie groß sind die Stühle »Föhr« genau, und wann könnten zwölf davon in Köln sein?\n\n"
                                + "Mit freundlichen Grüßen\nDieter Kohl"),
                Letter.of(
                                new Person("Ingrid Sørensen", "ingrid@harbour.example.org"),
                                Office.TECHNICAL,
                                "VPN drops every few minutes since Friday",
                                "Hi,\n\nthe VPN drops every few minutes since Friday's update. The log is attached.\n\nIngrid")
                        .file(
                                "vpn.log",
                                "text/plain",
                                text("10:02:11 tunnel up\n10:07:43 keepalive lost\n".repeat(40))),
                Letter.of(
                        new Person("", "no.name@mill.example.org"),
                        Office.SUPPORT,
                        "",
                        "can somebody call me back please, it is about the contract"),
                Letter.of(
                        new Person("Tomáš Dvořák", "tomas@mill.example.org"),
                        Office.SUPPORT,
                        "Can two people share one account?",
                        "Hello,\n\nmy colleague joins in December. Can we share one account, or do we need a second licence?"
                                + "\n\nTomáš"),
                Letter.of(
                        new Person("Build Server", "builds@storm.example.org"),
                        Office.TECHNICAL,
                        "Build 4711 failed: integration tests on arm64, step 14 of 22, exit code 137 after 00:48:12",
                        "Step 14 failed."),
                Letter.of(
                        new Person("مريم حداد", "maryam@harbour.example.org"),
                        Office.SUPPORT,
                        "استفسار عن الطابعة",
                        "مرحبا، هل يمكن إرسال دليل الطابعة بالعربية؟ شكرا"));
    }

    static Letter invoice() {
        return Letter.of(
                        new Person("Rita Okafor", "rita@orchard.example.org"),
                        Office.SUPPORT,
                        "Invoice 2026-1107 does not add up",
                        "Hello,\n\nthe second line of invoice 2026-1107 is there twice, and the total is 214.20 too high."
                                + " Please see the table below.\n\nRita Okafor")
                .html("""
                        <html><head><style>td{padding:4px 12px;border-bottom:1px solid #ddd}</style></head>
                        <body style="font-family:Arial;color:#223">
                        <p><img src="cid:logo" alt="Orchard" width="120" height="40"></p>
                        <p>Hello,</p>
                        <p>the <b>second line</b> of invoice 2026-1107 is there <i>twice</i>, and the total is
                        <span style="color:#b00">214.20</span> too high:</p>
                        <table><tr><td>Toner, black</td><td>2</td><td>180.00</td></tr>
                        <tr><td>Drum</td><td>1</td><td>214.20</td></tr><tr><td>Drum</td><td>1</td><td>214.20</td></tr></table>
                        <p>Please send a <a href="https://www.example.org/invoices">corrected one</a>.</p>
                        <p><img src="https://tracker.example.org/open.gif?id=42" alt="our new catalogue" width="200" height="60"></p>
                        <p>Rita Okafor</p></body></html>
                        """)
                .picture("logo", "logo.png", "image/png", logo())
                .file(
                        "Invoice 2026-1107.pdf",
                        "application/pdf",
                        text("%PDF-1.4\n" + "% a made-up invoice\n".repeat(900)))
                .file("Übersicht Größen.xlsx", "application/vnd.ms-excel", text("not really a sheet\n".repeat(2400)));
    }

    private static Bytes text(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static Bytes logo() {
        BufferedImage image = new BufferedImage(240, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0x2f6b3a));
        pen.fillRect(0, 0, 240, 80);
        pen.setColor(Color.WHITE);
        pen.fillOval(20, 16, 48, 48);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(png.toByteArray());
    }

    /** What an agent got at the own address and forwards, as Gmail does it. */
    static Letter forwarded() {
        return Letter.of(
                new Person("Anna Berg", "anna.berg@example.net"),
                Office.SUPPORT,
                "Fwd: The scanner is out of step",
                """
                Carl wrote to me instead of us. Please have a look before Friday.

                ---------- Forwarded message ---------
                From: Carl Winter <carl@customer.example.org>
                Date: Mon, 2 Mar 2026 at 08:12
                Subject: The scanner is out of step
                To: Anna Berg <anna.berg@example.net>


                Hello Anna,

                since the update the scanner pulls in every second sheet askew. The feeder is clean, and the paper is the usual one.

                Could somebody look at it before Friday? We have the audit then.

                Carl
                """);
    }

    /** An invitation with a few words. */
    static Letter invitation() {
        String calendar = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "METHOD:REQUEST",
                "BEGIN:VEVENT",
                "UID:audit@customer.example.org",
                "SUMMARY:Walk through the new contract",
                "DTSTART:20260310T090000Z",
                "DTEND:20260310T100000Z",
                "LOCATION:Harbour Road 12\\, room 3",
                "ORGANIZER;CN=Clara Jensen:mailto:clara@customer.example.org",
                "ATTENDEE;CN=Support:mailto:support@example.com",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
        return Letter.of(
                        Story.CLARA,
                        Office.SUPPORT,
                        "Invitation: Walk through the new contract",
                        "Hello,\n\nwould next Tuesday suit you? Half an hour may do.\n\nClara\n")
                .file("invite.ics", "text/calendar; method=REQUEST; charset=utf-8", Bytes.of(calendar));
    }
}
