package org.postroom.web;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses with a common beginning, in CIDR notation (RFC 4632): {@code 10.0.0.0/8}, {@code ::1}.
 *
 * @param bits how many leading bits are common
 */
public record AddressRange(InetAddress first, int bits) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Reads an address or range; empty when it is neither. Nothing is ever looked up. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return address(address).flatMap(first -> {
            int most = first.getAddress().length * Byte.SIZE;
            return slash < 0
                    ? Optional.of(new AddressRange(first, most))
                    : number(text.substring(slash + 1), most).map(bits -> new AddressRange(first, bits));
        });
    }

    /** Whether the address begins as this range does. */
    public boolean contains(InetAddress address) {
        byte[] theirs = address.getAddress();
        byte[] ours = first.getAddress();
        return theirs.length == ours.length && head(theirs).equals(head(ours));
    }

    private BigInteger head(byte[] address) {
        return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
    }

    /** An address written in digits; empty for anything else, such as a host name. */
    static Optional<InetAddress> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!LITERAL.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String text, int most) {
        if (!text.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number <= most ? Optional.of(number) : Optional.empty();
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
