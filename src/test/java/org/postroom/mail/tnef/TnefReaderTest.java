package org.postroom.mail.tnef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.mail.tnef.TnefBytes.binary;
import static org.postroom.mail.tnef.TnefBytes.named;
import static org.postroom.mail.tnef.TnefBytes.number;
import static org.postroom.mail.tnef.TnefBytes.storedRtf;
import static org.postroom.mail.tnef.TnefBytes.unicode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.testing.CpuTime;

class TnefReaderTest {
    private static final CodePages PAGES = (bytes, page) ->
            new String(bytes, page == 65001 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

    private static TnefMessage read(TnefBytes tnef) {
        return TnefReader.read(Bytes.wrap(tnef.bytes()), PAGES, 100).orElseThrow();
    }

    @Test
    void filesHaveTheirLongNamesAndTypes() {
        TnefMessage message = read(new TnefBytes()
                .file(
                        "BERICH~1.PDF",
                        DATA,
                        named("Some-Name", "of no interest"),
                        unicode(0x3707, "Bericht für März 2026 – наш отчёт.pdf"),
                        unicode(0x370E, "application/pdf"))
                .file("photo.jpg", DATA));
        assertThat(message.attachments())
                .containsExactly(
                        new Attachment(
                                "Bericht für März 2026 – наш отчёт.pdf",
                                "application/pdf",
                                false,
                                Optional.empty(),
                                Bytes.wrap(DATA)),
                        new Attachment(
                                "photo.jpg", "application/octet-stream", false, Optional.empty(), Bytes.wrap(DATA)));
        assertThat(message.whole()).isTrue();
    }

    @Test
    void picturesOfTheTextKeepTheirContentIds() {
        TnefMessage message = read(new TnefBytes().file("p.png", DATA, unicode(0x3712, "<logo@example.org>")));
        assertThat(message.attachments().getFirst().contentId()).contains("logo@example.org");
        assertThat(message.attachments().getFirst().inline()).isTrue();
    }

    @Test
    void theHtmlOfTheMessageIsReadInItsCodePage() {
        TnefMessage message = read(new TnefBytes()
                .message(
                        number(0x3FDE, 65001),
                        binary(0x1013, "<p>Grüße</p>".getBytes(StandardCharsets.UTF_8)),
                        unicode(0x1000, "Grüße\r\naus Köln")));
        assertThat(message.html()).contains("<p>Grüße</p>");
        assertThat(message.text()).isEqualTo("Grüße\naus Köln");
    }

    @Test
    void theTextIsThatOfTheRtfWhereThereIsNoOther() {
        TnefMessage message = read(new TnefBytes()
                .message(binary(0x1009, storedRtf("{\\rtf1\\ansi\\ansicpg1252 Sch\\'f6ne Gr\\'fc\\'dfe\\par Anna}"))));
        assertThat(message.text()).isEqualTo("Schöne Grüße\nAnna");
    }

    @Test
    void aMessageWithinTheMessageIsAMailWithItsFilesBesideIt() {
        TnefBytes inner = new TnefBytes()
                .message(
                        unicode(0x0037, "Über den Drucker"),
                        unicode(0x0C1F, "ben@example.org"),
                        unicode(0x1000, "Er druckt nicht."))
                .file("log.txt", DATA);
        TnefMessage message = read(new TnefBytes().message(inner));
        assertThat(message.attachments().stream().map(Attachment::name))
                .containsExactly("Über den Drucker.eml", "log.txt");
        assertThat(message.attachments().getFirst().mediaType()).isEqualTo("message/rfc822");
        assertThat(message.attachments().getFirst().content().latin1())
                .startsWith("From: ben@example.org\r\nSubject: =?utf-8?B?");
    }

    @Test
    void noNameInTheMessageGetsIntoTheHeaderOfItsMail() {
        TnefBytes inner =
                new TnefBytes().message(unicode(0x0037, "x\r\nBcc: victim@example.org"), unicode(0x1000, "words"));
        TnefMessage message = read(new TnefBytes().message(inner));
        assertThat(message.attachments().getFirst().content().latin1()).doesNotContain("victim");
        assertThat(message.attachments().getFirst().name()).doesNotContain("\n");
    }

    @Test
    void whatComesBeforeABreakIsKept() {
        byte[] whole = new TnefBytes().file("a.pdf", DATA).file("b.pdf", DATA).bytes();
        byte[] cut = Arrays.copyOf(whole, whole.length - 10);
        TnefMessage message = TnefReader.read(Bytes.wrap(cut), PAGES, 100).orElseThrow();
        assertThat(message.attachments().stream().map(Attachment::name)).containsExactly("a.pdf", "b.pdf");
        assertThat(message.whole()).isFalse();
    }

    @Test
    void whatIsNoTnefIsNothing() {
        assertThat(TnefReader.read(Bytes.of("no TNEF"), PAGES, 100)).isEmpty();
        assertThat(TnefReader.read(Bytes.of(""), PAGES, 100)).isEmpty();
        assertThat(TnefReader.read(Bytes.wrap(new TnefBytes().bytes()), PAGES, 100))
                .isEmpty();
    }

    @Test
    void noMoreFilesAreTakenThanAllowed() {
        TnefBytes many = new TnefBytes();
        for (int i = 0; i < 50; i++) {
            many.file("f" + i, DATA);
        }
        assertThat(TnefReader.read(Bytes.wrap(many.bytes()), PAGES, 10)
                        .orElseThrow()
                        .attachments())
                .hasSize(10);
    }

    @Test
    void messagesWithinMessagesEndSomewhere() {
        TnefBytes nested = new TnefBytes().file("deepest.txt", DATA);
        for (int i = 0; i < 40; i++) {
            nested = new TnefBytes().message(nested);
        }
        assertThat(read(nested).attachments()).hasSizeLessThan(10);
    }

    @Test
    void anyBytesAreReadInBoundedTime() {
        byte[] good = new TnefBytes()
                .message(
                        unicode(0x0037, "subject"),
                        binary(0x1009, storedRtf("{\\rtf1\\fromhtml1{\\*\\htmltag <b>}x\\u8364?}")))
                .file("a.pdf", DATA, unicode(0x3707, "long name.pdf"))
                .message(new TnefBytes().file("c", DATA))
                .bytes();
        long seed = 20260301;
        Random random = new Random(seed);
        assertThat(CpuTime.of(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        byte[] broken = Arrays.copyOf(good, random.nextInt(6, good.length + 1));
                        for (int j = random.nextInt(6); j > 0; j--) {
                            broken[random.nextInt(6, broken.length + 1) - 1] = (byte) random.nextInt();
                        }
                        int size = TnefReader.read(Bytes.wrap(broken), PAGES, 20)
                                .map(message -> message.attachments().size())
                                .orElse(0);
                        assertThat(size).as("seed %d, round %d", seed, i).isLessThanOrEqualTo(20);
                    }
                }))
                .isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void filesBeyondTheLimitAreNotKeptEither() {
        TnefBytes tnef = new TnefBytes().file("a.txt", DATA).file("b.txt", DATA);
        for (int i = 0; i < 1_000; i++) {
            tnef.file("more.txt", DATA);
        }
        TnefMessage message =
                TnefReader.read(Bytes.wrap(tnef.bytes()), PAGES, 2).orElseThrow();
        assertThat(message.attachments()).extracting(Attachment::name).containsExactly("a.txt", "b.txt");
    }

    @Test
    void theNameOfAMessageWithinIsNotCutWithinACharacter() {
        TnefBytes inner =
                new TnefBytes().message(unicode(0x0037, "x" + "\uD83D\uDE00".repeat(200)), unicode(0x1000, "Hello"));
        TnefMessage message = read(new TnefBytes().message(inner));
        assertThat(message.attachments().getFirst().name()).isEqualTo("x" + "\uD83D\uDE00".repeat(149) + ".eml");
    }
}
