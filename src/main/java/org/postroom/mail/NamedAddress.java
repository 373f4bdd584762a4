package org.postroom.mail;

/**
 * A mailbox in RFC 5322's sense (section 3.4): an address with the display name it came with.
 *
 * @param name decoded, one line, empty when there was none
 */
public record NamedAddress(String name, EmailAddress address) {
    /** Folds control characters in the name to single blanks, so that a name can never start a new line. */
    public NamedAddress {
        name = name.replaceAll("[\\p{Cc}\\s\\u2028\\u2029]+", " ").strip();
    }

    /** An address without a name. */
    public static NamedAddress of(EmailAddress address) {
        return new NamedAddress("", address);
    }

    /** The name, or the address when there is none: what a person is called on a page or in a text. */
    public String label() {
        return name.isEmpty() ? address.value() : name;
    }
}
