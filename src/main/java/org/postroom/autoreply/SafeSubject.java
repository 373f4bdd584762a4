package org.postroom.autoreply;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A customer's subject as it may stand in an automatic answer (FAULTS I9): at most 80 characters, without links, mail
 * addresses, control and invisible characters, so that our answer carries nobody's advertisement to a third person.
 */
final class SafeSubject {
    private static final int LONGEST = 80;

    /** Longer subjects are cut before they are searched. */
    private static final int LONGEST_READ = 1000;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");
    private static final Pattern LINKS = Pattern.compile(
            "\\S*://\\S*|\\b(?:mailto|tel|sms|data|javascript):\\S*|\\S*@\\S*|\\bwww\\.\\S*"
                    + "|\\S*[\\p{L}\\p{N}]\\.\\p{L}{2,}\\S*"
                    // Programs take an ideographic full stop for a dot too (RFC 3490 section 3.1); between Latin
                    // letters only
                    + "|\\S*[A-Za-z0-9]\u3002[A-Za-z]{2,}\\S*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PREFIXES = Pattern.compile(
            "^(?:\\s*(?:re|aw|fwd?|wg|sv|vs|tr|rv|antw|odp|回复|答复|转发)(?:\\[\\d+])?\\s*[:：])++",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private SafeSubject() {}

    /** May be empty. */
    static String of(String subject) {
        String visible = INVISIBLE
                .matcher(Normalizer.normalize(cut(subject, LONGEST_READ), Normalizer.Form.NFKC))
                .replaceAll(" ");
        String plain = LINKS.matcher(PREFIXES.matcher(visible).replaceFirst("")).replaceAll(" ");
        return cut(plain.replaceAll(" +", " ").strip(), LONGEST).strip();
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
