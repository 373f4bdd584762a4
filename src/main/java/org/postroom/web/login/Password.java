package org.postroom.web.login;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.postroom.mail.Secret;

/**
 * A password as it is hashed: in the form of RFC 8265 section 4.2 (OpaqueString), so that it is the same whatever keyboard it
 * was typed on: every blank is U+0020, and characters are composed (NFC). Not NFKC, which would make different characters
 * one; nothing else is changed, no case, no blanks at the ends. Shows itself nowhere.
 */
public record Password(Secret secret) {
    /** The fewest characters (Unicode code points), as OWASP and NIST SP 800-63B ask of people's own choices. */
    public static final int SHORTEST = 10;

    /** The most: enough for any sentence, and little to hash. */
    public static final int LONGEST = 200;

    /** What came of somebody's choice. */
    public sealed interface Choice {
        /** It can be a password. */
        record Fit(Password password) implements Choice {}

        /** It cannot; the sentence says why, and nothing of it. */
        record Unfit(String sentence) implements Choice {}
    }

    /** A new password that somebody chose. */
    public static Choice chosen(Secret typed) {
        String text = prepared(typed.reveal());
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            return new Choice.Unfit("A password has at least " + SHORTEST + " characters; this has " + length + ".");
        }
        if (length > LONGEST) {
            return new Choice.Unfit("A password has at most " + LONGEST + " characters; this has " + length + ".");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            return new Choice.Unfit("A password has no tabs, line breaks or other control characters.");
        }
        return new Choice.Fit(new Password(Secret.of(text)));
    }

    /**
     * What somebody offers as theirs. Nothing is refused here, lest it answered sooner than others; of what is too long just
     * so much is kept that it is too long.
     */
    static Password offered(Secret typed) {
        String raw = typed.reveal();
        String text = prepared(raw.substring(0, Math.min(raw.length(), MOST_LOOKED_AT)));
        int length = text.codePointCount(0, text.length());
        return new Password(
                Secret.of(length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST + 1))));
    }

    /** In UTF-16 units: normalising may make 200 characters of a good many more, but not of so many. */
    private static final int MOST_LOOKED_AT = 20 * LONGEST;

    private static String prepared(String typed) {
        return Normalizer.normalize(typed.replaceAll("\\p{Zs}", " "), Normalizer.Form.NFC);
    }

    byte[] bytes() {
        return secret.reveal().getBytes(StandardCharsets.UTF_8);
    }
}
