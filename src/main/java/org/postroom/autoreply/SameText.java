package org.postroom.autoreply;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.quote.QuoteSplitter;

/**
 * Tells mails that say the same, whoever sends them. Only words count: numbers, links, addresses, case, punctuation, quoted
 * history and reply prefixes do not, since programs change them from mail to mail. Texts of few letters say nothing: many people
 * write "unsubscribe".
 */
final class SameText {
    /** Letters of a text that is told from others. */
    private static final int FEWEST_LETTERS = 20;

    /** Of each text; what comes behind makes no difference. */
    private static final int LONGEST_READ = 20_000;

    private static final int BYTES = 8;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern PREFIX = Pattern.compile("(?:re|aw|fwd?|wg|sv|vs|antw)\\p{Punct}+");
    private static final Pattern CHANGES = Pattern.compile("[0-9@]|://");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    private SameText() {}

    /** 16 hexadecimal digits that mails have in common which say the same; empty for a mail that says next to nothing. */
    static Optional<String> fingerprint(IncomingMail mail) {
        String said = words(mail.subject()) + "\n"
                + words(QuoteSplitter.ownWords(cut(mail.content().text())));
        boolean enough = said.codePoints()
                        .filter(Character::isLetter)
                        .limit(FEWEST_LETTERS)
                        .count()
                == FEWEST_LETTERS;
        return enough ? Optional.of(hash(said)) : Optional.empty();
    }

    private static String words(String text) {
        String plain = Normalizer.normalize(cut(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BLANKS.splitAsStream(plain)
                .filter(word -> !PREFIX.matcher(word).matches())
                .filter(word -> !CHANGES.matcher(word).find())
                .map(word -> NO_LETTERS.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_READ));
    }

    private static String hash(String said) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
