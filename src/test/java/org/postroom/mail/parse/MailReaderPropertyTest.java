package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;

/** Whatever the bytes, reading gives a mail. Seeds are fixed and named in failures. */
class MailReaderPropertyTest {
    private static final List<String> TOKENS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            "--b1",
            "--b1--\r\n",
            "Content-Type: multipart/mixed; boundary=b1\r\n\r\n",
            "=?utf-8?Q?",
            "?=",
            "\"",
            "(",
            "<",
            ">",
            ";",
            ":",
            "=",
            "%",
            "*0*=",
            "=\r\n",
            "<b>",
            "</b>",
            "<blockquote>",
            "&#x110000;",
            "\u00ff\u00fe",
            "begin 644 x\n",
            "From ",
            "Content-Transfer-Encoding: base64\r\n",
            "charset=utf-7\r\n",
            "format=flowed\r\n",
            "message/rfc822\r\n",
            "Content-Type: application/ms-tnef\r\n\r\nx\u009f>\"\0\0",
            "Content-Type: application/pkcs7-mime\r\n\r\n0\u0080",
            "Content-Type: text/calendar\r\n\r\nBEGIN:VEVENT\nDTSTART:2026",
            "Content-Type: text/rtf\r\n\r\n{\\rtf1 \\'",
            "-----BEGIN PGP SIGNED MESSAGE-----\n",
            "charset=hz-gb-2312\r\n",
            "~{",
            " ",
            "\t");

    private final MailReader reader = new MailReader(ReadLimits.standard());

    @Test
    void readsRandomBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            check(bytes, "random bytes, seed 1, mail " + i);
        }
    }

    @Test
    void readsRandomTokens() {
        Random random = new Random(2);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder mail = new StringBuilder();
            for (int tokens = random.nextInt(120); tokens > 0; tokens--) {
                mail.append(TOKENS.get(random.nextInt(TOKENS.size())));
            }
            check(mail.toString().getBytes(StandardCharsets.ISO_8859_1), "random tokens, seed 2, mail " + i);
        }
    }

    @Test
    void readsMutatedMails() throws IOException {
        List<byte[]> mails = new ArrayList<>();
        for (String name : MailFixturesTest.names()) {
            mails.add(Files.readAllBytes(Path.of("src/test/resources/mail/parse", name + ".eml")));
        }
        Random random = new Random(3);
        for (int i = 0; i < 6_000; i++) {
            byte[] mail = mails.get(random.nextInt(mails.size()));
            for (int mutations = 1 + random.nextInt(8); mutations > 0; mutations--) {
                mail = mutated(mail, mails.get(random.nextInt(mails.size())), random);
            }
            check(mail, "mutated mails, seed 3, mail " + i);
        }
    }

    private static byte[] mutated(byte[] mail, byte[] other, Random random) {
        int at = random.nextInt(mail.length + 1);
        int end = at + random.nextInt(mail.length - at + 1);
        byte[] head = Arrays.copyOf(mail, at);
        byte[] tail = Arrays.copyOfRange(mail, end, mail.length);
        return switch (random.nextInt(5)) {
            case 0 -> join(head, tail);
            case 1 ->
                join(
                        head,
                        Arrays.copyOf(other, random.nextInt(other.length + 1)),
                        Arrays.copyOfRange(mail, at, mail.length));
            case 2 ->
                join(
                        head,
                        TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.ISO_8859_1),
                        Arrays.copyOfRange(mail, at, mail.length));
            case 3 ->
                join(
                        head,
                        new byte[] {(byte) random.nextInt(256)},
                        Arrays.copyOfRange(mail, Math.min(mail.length, at + 1), mail.length));
            default -> head;
        };
    }

    private static byte[] join(byte[]... pieces) {
        int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }

    private void check(byte[] mail, String what) {
        assertThat(reader.read(Bytes.wrap(mail))).as(what).isInstanceOfSatisfying(IncomingMail.class, read -> {
            assertThat(read.subject()).as(what).doesNotContain("\n", "\r");
            assertThat(read.content().text()).as(what).doesNotContain("\r", "\0");
        });
    }
}
