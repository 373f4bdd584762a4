package org.postroom.mail.compose;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/** Address lists in headers (RFC 5322 section 3.4). */
final class AddressText {
    private AddressText() {}

    /** The pieces of a field with these addresses. */
    static List<String> list(List<NamedAddress> addresses) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            List<String> mailbox = mailbox(addresses.get(i));
            pieces.addAll(mailbox.subList(0, mailbox.size() - 1));
            pieces.add(mailbox.getLast() + (i < addresses.size() - 1 ? "," : ""));
        }
        return pieces;
    }

    private static List<String> mailbox(NamedAddress named) {
        List<String> pieces = new ArrayList<>(HeaderText.phrase(named.name()));
        Optional<String> address = ascii(named.address());
        if (address.isEmpty()) {
            return removed(named);
        }
        pieces.add(pieces.isEmpty() ? " " + address.get() : " <" + address.get() + ">");
        return pieces;
    }

    /** An address that ASCII cannot spell becomes a group without members (RFC 6857 section 3.1.9): it shows, nobody can be written to. */
    private static List<String> removed(NamedAddress named) {
        List<String> pieces = new ArrayList<>(
                HeaderText.phrase(named.name() + " " + named.address().value()));
        pieces.set(pieces.size() - 1, pieces.getLast() + ":;");
        return pieces;
    }

    /** The address in ASCII, its domain by IDNA where needed; empty when the local part has other letters (RFC 6531). */
    private static Optional<String> ascii(EmailAddress address) {
        String value = address.localPart() + "@" + asciiDomain(address.domain());
        return HeaderText.isPrintableAscii(value) ? Optional.of(value) : Optional.empty();
    }

    private static String asciiDomain(String domain) {
        try {
            return HeaderText.isPrintableAscii(domain) ? domain : IDN.toASCII(domain);
        } catch (IllegalArgumentException e) {
            return domain;
        }
    }
}
