package org.postroom.mailbox.pop;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.postroom.mail.Bytes;

/**
 * The unique ids of a mailbox (RFC 1939 section 7, UIDL), as far as they are unique: ids that two mails share tell
 * nothing, nor do those of servers that just number their mails anew each time. Ids longer or odder than the RFC allows
 * are replaced by their SHA-256.
 */
final class Uidls {
    private static final Pattern PROPER = Pattern.compile("[\\x21-\\x7E]{1,70}");

    private final Map<Integer, String> ofNumber;

    private Uidls(Map<Integer, String> ofNumber) {
        this.ofNumber = ofNumber;
    }

    /** Reads the lines of a UIDL reply. */
    static Uidls read(List<String> lines) {
        Map<Integer, String> ofNumber = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Set<String> doubled = new HashSet<>();
        for (String line : lines) {
            numberAndRest(line).ifPresent(entry -> {
                if (!seen.add(entry.getValue())) {
                    doubled.add(entry.getValue());
                }
                ofNumber.put(entry.getKey(), entry.getValue());
            });
        }
        ofNumber.values().removeAll(doubled);
        return new Uidls(areNumbers(ofNumber) ? Map.of() : ofNumber);
    }

    /** Those of a server that knows no UIDL. */
    static Uidls none() {
        return new Uidls(Map.of());
    }

    /** The id of the mail with this number; empty when it has none that tells it from others. */
    Optional<String> of(int number) {
        return Optional.ofNullable(ofNumber.get(number)).map(Uidls::storable);
    }

    /** Splits {@code 12 rest}; empty when the line is not of this form. */
    static Optional<Map.Entry<Integer, String>> numberAndRest(String line) {
        int space = line.indexOf(' ');
        String number = space < 0 ? "" : line.substring(0, space);
        String rest = line.substring(space + 1).strip();
        return number.matches("\\d{1,9}") && !rest.isEmpty()
                ? Optional.of(Map.entry(Integer.valueOf(number), rest))
                : Optional.empty();
    }

    private static boolean areNumbers(Map<Integer, String> ofNumber) {
        return ofNumber.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(entry.getKey().toString()));
    }

    private static String storable(String uidl) {
        return PROPER.matcher(uidl).matches()
                ? uidl
                : Bytes.wrap(uidl.getBytes(StandardCharsets.ISO_8859_1)).sha256();
    }
}
