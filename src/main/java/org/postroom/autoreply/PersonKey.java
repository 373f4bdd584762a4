package org.postroom.autoreply;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;

/**
 * One key for all spellings that reach one person, so that a limit per address cannot be dodged by spelling:
 *
 * <ul>
 *   <li>case does not count, nor does a dot at the end of the domain; a domain in its own script is its ASCII form
 *   <li>a plus detail (RFC 5233) is taken off
 *   <li>Gmail ignores dots and has two domains
 *   <li>a changing envelope sender is put back: {@code prvs=…=anna@} (BATV), {@code SRS0=…=example.org=anna@} (SRS)
 * </ul>
 *
 * <p>Other tags, such as {@code anna-2026@}, are addresses of their own: taking them off would count strangers together.
 */
final class PersonKey {
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
    private static final Pattern BATV = Pattern.compile("(?:prvs|btv1)=+[0-9a-z]+=+(.+)");
    private static final Pattern SRS = Pattern.compile("srs[01][=+-].*=([^=]+)=([^=]+)");

    private PersonKey() {}

    static String of(EmailAddress address) {
        String local = address.localPart().toLowerCase(Locale.ROOT);
        String domain = domain(address.domain());
        Matcher srs = SRS.matcher(local);
        if (srs.matches()) {
            domain = domain(srs.group(1));
            local = srs.group(2);
        }
        Matcher batv = BATV.matcher(local);
        return key(batv.matches() ? batv.group(1) : local, domain);
    }

    private static String key(String local, String domain) {
        int plus = local.indexOf('+');
        String bare = plus > 0 ? local.substring(0, plus) : local;
        return GMAIL.contains(domain) ? bare.replace(".", "") + "@gmail.com" : bare + "@" + domain;
    }

    private static String domain(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        try {
            return IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // Too long a label, or none of a host's: such a domain has no other spelling
            return bare;
        }
    }
}
