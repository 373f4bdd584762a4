package org.postroom.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Message-ID (RFC 5322 section 3.6.4) without its angle brackets. Programs write odd ones; whatever stands between the
 * brackets counts, as long as it has no blanks, brackets or control characters.
 */
public record MessageId(String value) {
    private static final int MAX_LENGTH = 995;
    private static final Pattern BRACKETED = Pattern.compile("<([^<>\\s\\p{Cntrl}]{1," + MAX_LENGTH + "})>");
    private static final Pattern BARE = Pattern.compile("[^<>\\s\\p{Cntrl}]{1," + MAX_LENGTH + "}");

    /** Throws IllegalArgumentException when the value could not stand between angle brackets. */
    public MessageId {
        if (!BARE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a Message-ID: " + value);
        }
    }

    /** The first Message-ID in a header's value; one without brackets is taken when it is the only word. */
    public static Optional<MessageId> parse(String header) {
        return parseAll(header).stream().findFirst();
    }

    /** All Message-IDs of a References or In-Reply-To header, in their order. Linear in the header's length. */
    public static List<MessageId> parseAll(String header) {
        List<MessageId> found = new ArrayList<>();
        Matcher matcher = BRACKETED.matcher(header);
        while (matcher.find()) {
            found.add(new MessageId(matcher.group(1)));
        }
        String bare = header.strip();
        if (found.isEmpty() && bare.contains("@") && BARE.matcher(bare).matches()) {
            found.add(new MessageId(bare));
        }
        return List.copyOf(found);
    }

    /** The first 8 bytes of the SHA-256 of the value, for indexes that cannot hold the whole of it. */
    public long hash() {
        String sha256 = Bytes.wrap(value.getBytes(StandardCharsets.UTF_8)).sha256();
        return ByteBuffer.wrap(HexFormat.of().parseHex(sha256, 0, 2 * Long.BYTES))
                .getLong();
    }

    /** As it stands in a header: with angle brackets. */
    public String bracketed() {
        return "<" + value + ">";
    }

    @Override
    public String toString() {
        return bracketed();
    }
}
