package org.postroom.outbound;

import java.util.Optional;
import org.postroom.mail.EmailAddress;

/**
 * An address as a row has it. One that an older version stored and this one refuses is stood in for by an address of a domain
 * that there can never be (RFC 6761 section 6.4), so that its mail alone fails, and can be looked at.
 */
final class StoredAddress {
    private static final String DOMAIN = "unreadable.invalid";

    private StoredAddress() {}

    /** @param number tells apart those of one mail */
    static EmailAddress read(String text, int number) {
        return EmailAddress.parse(text).orElseGet(() -> new EmailAddress("address-" + number, DOMAIN));
    }

    static boolean isUnreadable(Optional<EmailAddress> address) {
        return address.filter(one -> one.domain().equals(DOMAIN)).isPresent();
    }
}
