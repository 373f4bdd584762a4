package org.postroom.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An addr-spec (RFC 5322 section 3.4.1): {@code local-part@domain}, without display name, comments or quoting around it.
 *
 * <p>Two addresses are equal when they differ in case only: RFC 5321 section 2.4 lets local parts be case-sensitive, but
 * no provider that people use makes a difference, and treating {@code Anna@} and {@code anna@} as two people would let
 * limits be dodged. The spelling given is kept for sending.
 */
public record EmailAddress(String localPart, String domain) {
    /** The longest addr-spec taken, in characters (RFC 5321 section 4.5.3.1: 64 + 1 + 255). */
    public static final int MAX_LENGTH = 320;

    private static final char ASCII_END = 0x80;

    /** No control character, blank or half of a character of any script. */
    private static final Pattern LOCAL_PART = Pattern.compile(
            "[^\\p{Cc}\\p{Cs}\\p{Z}<>()\\[\\],;:\"\\\\@]+|\"[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\"\\\\<>]*\"");

    private static final Pattern DOMAIN =
            Pattern.compile("[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*\\.?|\\[[0-9A-Za-z:.]+]");

    /** Checks both halves. Throws IllegalArgumentException naming the address when it is not one. */
    public EmailAddress {
        if (!LOCAL_PART.matcher(localPart).matches()
                || !DOMAIN.matcher(domain).matches()
                || localPart.length() + 1 + domain.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Not a mail address: " + localPart + "@" + domain);
        }
    }

    /** The address in this text, or empty when it is not exactly one addr-spec; angle brackets and blanks around it are fine. */
    public static Optional<EmailAddress> parse(String text) {
        String bare = text.strip();
        if (bare.startsWith("<") && bare.endsWith(">")) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        int at = bare.lastIndexOf('@');
        if (at <= 0 || bare.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = bare.substring(0, at);
        String domain = bare.substring(at + 1);
        return LOCAL_PART.matcher(local).matches() && DOMAIN.matcher(domain).matches()
                ? Optional.of(new EmailAddress(local, domain))
                : Optional.empty();
    }

    /** As {@link #parse}, for addresses that are known to be right. Throws IllegalArgumentException otherwise. */
    public static EmailAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a mail address: " + text));
    }

    /** The addr-spec as it is written in an envelope. */
    public String value() {
        return localPart + "@" + domain;
    }

    /**
     * The addr-spec in lower case: the form in which addresses are compared and kept as keys. A letter beyond ASCII never
     * becomes one of ASCII: the sign for Kelvin is no k, or whoever has it in an address would be somebody else.
     */
    public String key() {
        StringBuilder key = new StringBuilder(value());
        for (int i = 0; i < key.length(); i++) {
            char lower = Character.toLowerCase(key.charAt(i));
            key.setCharAt(i, lower < ASCII_END && key.charAt(i) >= ASCII_END ? key.charAt(i) : lower);
        }
        return key.toString();
    }

    /** The detail behind a plus sign in the local part (RFC 5233): {@code printer} in {@code support+printer@}. */
    public Optional<String> detail() {
        int plus = localPart.indexOf('+');
        return plus > 0 ? Optional.of(localPart.substring(plus + 1)) : Optional.empty();
    }

    /** This address without its plus detail. */
    public EmailAddress withoutDetail() {
        int plus = localPart.indexOf('+');
        return plus > 0 ? new EmailAddress(localPart.substring(0, plus), domain) : this;
    }

    /** This address with a plus detail in place of any it has. */
    public EmailAddress withDetail(String detail) {
        return new EmailAddress(withoutDetail().localPart + "+" + detail, domain);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress address && key().equals(address.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return value();
    }
}
