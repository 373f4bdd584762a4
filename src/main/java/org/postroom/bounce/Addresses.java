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
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+/=&'-])([\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,128}+@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_.-]{0,250}[\\p{L}\\p{N}])?)");

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
}
