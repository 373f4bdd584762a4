package org.postroom.bounce;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;

/** Finds addresses in running text. */
final class Addresses {
    private static final int MOST = 1_000;
    private static final String DOMAIN = "@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_.-]{0,250}[\\p{L}\\p{N}])?";
    private static final Pattern ADDRESS = Pattern.compile("(\"[^\"\\p{Cntrl}\\\\<>]{1,64}+\"" + DOMAIN
            + "|(?<![\\p{L}\\p{N}._%+/=&'-])[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,128}+" + DOMAIN + ")");

    /** A letter beyond ASCII, as reports without SMTPUTF8 write it (RFC 6533 section 3). */
    private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})}");

    private Addresses() {}

    static Optional<EmailAddress> first(String text) {
        return all(text).stream().findFirst();
    }

    /** All addresses in their order, each once. */
    static List<EmailAddress> all(String text) {
        Set<EmailAddress> found = new LinkedHashSet<>();
        Matcher matcher = ADDRESS.matcher(text);
        while (found.size() < MOST && matcher.find()) {
            String written = matcher.group(1).replaceFirst("^(?i:mailto:|smtp[:=]|to=|')", "");
            EmailAddress.parse(written).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** The addresses of a field {@code rfc822; …} or {@code utf-8; …} of a report. */
    static List<EmailAddress> ofField(String value) {
        return all(EMBEDDED.matcher(value).replaceAll(found -> Matcher.quoteReplacement(letter(found.group(1)))));
    }

    private static String letter(String hex) {
        int code = Integer.parseInt(hex, 16);
        return Character.isValidCodePoint(code) ? Character.toString(code) : "?";
    }
}
