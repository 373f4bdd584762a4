package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/**
 * A line of addresses as people type it: bare ones and {@code Name <address>} (RFC 5322 section 3.4), with commas,
 * semicolons or line ends between.
 *
 * @param people whose addresses are right, each once
 * @param wrong what is no address, as it was typed
 */
record CcLine(List<NamedAddress> people, List<String> wrong) {
    /** So many people may get a copy: more is a mailing, which wants other tools, and no answer. */
    static final int MOST = 50;

    private static final Pattern NAMED = Pattern.compile("(.*)<([^<>]*)>", Pattern.DOTALL);

    CcLine {
        people = List.copyOf(people);
        wrong = List.copyOf(wrong);
    }

    static CcLine parse(String line) {
        Map<EmailAddress, NamedAddress> people = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String piece : pieces(line)) {
            read(piece).ifPresentOrElse(who -> people.putIfAbsent(who.address(), who), () -> wrong.add(piece));
        }
        return new CcLine(List.copyOf(people.values()), wrong);
    }

    /** A comma between quotation marks is part of a name. */
    private static List<String> pieces(String line) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            boolean ends = c == '\n' || (!quoted && (c == ',' || c == ';'));
            if (!ends) {
                piece.append(c);
            } else if (!piece.toString().isBlank()) {
                pieces.add(piece.toString().strip());
                piece.setLength(0);
            }
        }
        if (!piece.toString().isBlank()) {
            pieces.add(piece.toString().strip());
        }
        return pieces;
    }

    private static Optional<NamedAddress> read(String piece) {
        Matcher named = NAMED.matcher(piece);
        if (!named.matches()) {
            return EmailAddress.parse(piece).map(NamedAddress::of);
        }
        String name = named.group(1).strip().replaceAll("^\"|\"$", "");
        return EmailAddress.parse(named.group(2)).map(address -> new NamedAddress(name, address));
    }
}
