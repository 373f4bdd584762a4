package org.postroom.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.ReadMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.testing.CpuTime;

/** Reports are written by strangers: none may take long, whatever stands in it a hundred thousand times. */
class BounceReaderTimeTest {
    private static final int MEGABYTE = 1_000_000;

    /** Some hundred times what it takes. */
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "@",
                "a@",
                "a.a@b.",
                "\"",
                "\"a\" ",
                "a@example.org ",
                "<a@example.org>\n",
                "user ",
                "user unknown ",
                ">>> RCPT To:<a@example.org> <<< 250 ok ",
                ">>> ",
                "Message-ID: <",
                "Message-ID:\n ",
                "To: a\n b\n",
                "5.1.1 ",
                "550-5.1.1 ",
                "550 ",
                "\n",
                " \n",
                "\n\n\n",
                "\t",
                "-",
                "--- ",
                "> ",
                "\\x{41}",
                "unknown user: ",
                "unknown user: a\n",
                "bob... ",
                "below ",
                "the header ",
                "{\"emailAddress\":",
                "{\"notificationType\":\"Bounce\",",
                "(",
                "\u00E4",
                "\u4E0D"
            })
    void takesNoLongTime(String repeated) {
        String text = repeated.repeat(MEGABYTE / repeated.length());
        IncomingMail plain = mail("Content-Type: text/plain; charset=utf-8\n\n" + text);
        IncomingMail standard = mail("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                + "--b\n\n" + text + "\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; " + text
                + "\n\nFinal-Recipient: rfc822; a@example.org\nAction: failed\nDiagnostic-Code: smtp; " + text
                + "\n--b\nContent-Type: message/rfc822\n\n" + text + "\n--b--\n");
        assertThat(CpuTime.of(() -> BounceReader.read(plain))).isLessThan(LONG);
        assertThat(CpuTime.of(() -> BounceReader.read(standard))).isLessThan(LONG);
    }

    private static IncomingMail mail(String rest) {
        ReadMail read = new MailReader(ReadLimits.standard())
                .read(Bytes.of(
                        "From: MAILER-DAEMON@example.org\nTo: support@example.com\nSubject: failure notice\n" + rest));
        return (IncomingMail) read;
    }
}
