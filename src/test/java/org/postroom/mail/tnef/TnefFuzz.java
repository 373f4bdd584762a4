package org.postroom.mail.tnef;

import java.nio.charset.StandardCharsets;
import org.postroom.fuzz.Hold;
import org.postroom.mail.Bytes;

/** Whatever a winmail.dat holds, no more files come out of it than asked for, and RTF becomes words. */
public final class TnefFuzz {
    private static final int MOST = 20;
    private static final int MOST_RTF = 1_000_000;
    private static final CodePages PAGES = (bytes, page) -> new String(bytes, StandardCharsets.ISO_8859_1);

    private TnefFuzz() {}

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        TnefReader.read(Bytes.wrap(data), PAGES, MOST)
                .ifPresent(message -> Hold.that(message.attachments().size() <= MOST, "too many files"));
        Hold.that(RtfText.of(data, PAGES).words().length() <= MOST_RTF, "words without end");
    }
}
