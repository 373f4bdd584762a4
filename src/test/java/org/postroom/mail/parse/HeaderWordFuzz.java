package org.postroom.mail.parse;

import java.time.Instant;
import java.util.Locale;
import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;
import org.postroom.mail.MessageId;

/** Encoded words, parameters, dates and Message-IDs of any header are read, and what has none stays as it is. */
public final class HeaderWordFuzz {
    private HeaderWordFuzz() {}

    private static final Instant LAST = Instant.parse("2100-01-02T00:00:00Z");

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        String header = Words.of(data);
        String decoded = EncodedWords.decode(header);
        Hold.that(header.contains("=?") || decoded.equals(header), "words decoded that are not encoded");
        Parameterized parameters = Parameterized.parse(header);
        parameters
                .parameters()
                .keySet()
                .forEach(name -> Hold.that(name.equals(name.toLowerCase(Locale.ROOT)), "name of a parameter: " + name));
        MailDate.parse(header)
                .ifPresent(
                        date -> Hold.that(!date.isBefore(Instant.EPOCH) && date.isBefore(LAST), "absurd date " + date));
        MessageId.parseAll(header)
                .forEach(id -> Hold.that(
                        MessageId.parse(id.toString()).filter(id::equals).isPresent(), "Message-ID " + id));
    }
}
