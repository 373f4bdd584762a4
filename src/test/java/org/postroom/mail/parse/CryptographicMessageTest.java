package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.CryptographicMessage.Kind;
import org.postroom.testing.CpuTime;

class CryptographicMessageTest {
    private static final byte[] MAIL = "Content-Type: text/plain\r\n\r\nsigned".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNED = HexFormat.of().parseHex("06092a864886f70d010702");
    private static final byte[] ENVELOPED = HexFormat.of().parseHex("06092a864886f70d010703");
    private static final byte[] DATA = HexFormat.of().parseHex("06092a864886f70d010701");
    private static final byte[] VERSION = {2, 1, 1};
    private static final byte[] ALGORITHMS = {0x31, 0};

    private static byte[] join(byte[]... all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] one : all) {
            out.writeBytes(one);
        }
        return out.toByteArray();
    }

    private static byte[] value(int tag, byte[]... content) {
        byte[] all = join(content);
        byte[] head = all.length < 128
                ? new byte[] {(byte) tag, (byte) all.length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (all.length >> 8), (byte) all.length};
        return join(head, all);
    }

    private static byte[] endless(int tag, byte[]... content) {
        return join(new byte[] {(byte) tag, (byte) 0x80}, join(content), new byte[2]);
    }

    @Test
    void theSignedMailIsFound() {
        byte[] der = value(
                0x30,
                SIGNED,
                value(
                        0xA0,
                        value(0x30, VERSION, ALGORITHMS, value(0x30, DATA, value(0xA0, value(4, MAIL))), ALGORITHMS)));
        assertThat(CryptographicMessage.of(der).signed()).contains(MAIL);
    }

    /** As Outlook and OpenSSL stream it: lengths unknown, the text in pieces. */
    @Test
    void theSignedMailIsFoundWhereLengthsAreUnknown() {
        byte[] first = "Content-Type: text/".getBytes(StandardCharsets.US_ASCII);
        byte[] second = "plain\r\n\r\nsigned".getBytes(StandardCharsets.US_ASCII);
        byte[] ber = endless(
                0x30,
                SIGNED,
                endless(
                        0xA0,
                        endless(
                                0x30,
                                VERSION,
                                endless(0x31, endless(0x30)),
                                endless(0x30, DATA, endless(0xA0, endless(0x24, value(4, first), value(4, second)))),
                                ALGORITHMS)));
        assertThat(CryptographicMessage.of(ber).signed()).contains(MAIL);
    }

    @Test
    void whatIsNotSignedIsNamed() {
        assertThat(CryptographicMessage.of(value(0x30, ENVELOPED)).kind()).isEqualTo(Kind.ENCRYPTED);
        assertThat(CryptographicMessage.of(new byte[0]).kind()).isEqualTo(Kind.UNKNOWN);
        byte[] detached = value(0x30, SIGNED, value(0xA0, value(0x30, VERSION, ALGORITHMS, value(0x30, DATA))));
        assertThat(CryptographicMessage.of(detached))
                .isEqualTo(new CryptographicMessage(Kind.SIGNED, java.util.Optional.empty()));
    }

    @Test
    void anyBytesAreReadInBoundedTime() {
        byte[] good = endless(
                0x30,
                SIGNED,
                endless(0xA0, endless(0x30, VERSION, ALGORITHMS, endless(0x30, DATA, endless(0xA0, endless(0x24))))));
        Random random = new Random(7);
        assertThat(CpuTime.of(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        byte[] broken = good.clone();
                        for (int j = 0; j < 4; j++) {
                            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                        }
                        assertThat(CryptographicMessage.of(broken)).isNotNull();
                    }
                    assertThat(CryptographicMessage.of(new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1})
                                    .kind())
                            .isEqualTo(Kind.UNKNOWN);
                    byte[] deep = new byte[1_000_000];
                    for (int i = 0; i < deep.length; i += 2) {
                        deep[i] = 0x24;
                        deep[i + 1] = (byte) 0x80;
                    }
                    assertThat(new Ber(deep).skip()).isFalse();
                    assertThat(new Ber(deep).octets()).isEmpty();
                }))
                .isLessThan(Duration.ofSeconds(20));
    }

    private static byte[] signed(byte[] mail) {
        return join(
                ("Content-Type: multipart/mixed; boundary=b" + mail.length + "\r\n\r\n--b" + mail.length
                                + "\r\nContent-Type: application/pkcs7-mime\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII),
                endless(
                        0x30,
                        SIGNED,
                        endless(
                                0xA0,
                                endless(
                                        0x30,
                                        VERSION,
                                        ALGORITHMS,
                                        endless(0x30, DATA, endless(0xA0, value(4, mail))),
                                        ALGORITHMS))),
                ("\r\n--b" + mail.length + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Each level is held twice: a mail as large as may be, signed a hundred times, would be more than there is memory. */
    @Test
    void aMailIsTakenOutOfNoMoreThanThreeSignatures() {
        byte[] thrice = signed(signed(signed(MAIL)));
        assertThat(text(thrice)).isEqualTo("signed");
        assertThat(text(signed(thrice))).isEmpty();
    }

    private static String text(byte[] mail) {
        return ((IncomingMail) new MailReader(ReadLimits.standard()).read(Bytes.wrap(mail)))
                .content()
                .text();
    }
}
