package org.postroom.web.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from: the address of the connection, or the one a trusted proxy tells.
 *
 * @param address IPv4, or IPv6 without a zone
 */
public record Client(InetAddress address) {
    private static final int NETWORK_BYTES = 8;

    /**
     * The client of an address in numbers, with brackets or a zone or without. Throws IllegalArgumentException for anything
     * else; asks no DNS.
     */
    public static Client of(String literal) {
        return new Client(InetAddress.ofLiteral(literal.replaceFirst("%[^]]*", "")));
    }

    /**
     * What is counted together: the address, but of IPv6 the /64, which is what one household or server has at least, so
     * that its owner does not begin anew with each of 2^64 addresses.
     */
    String network() {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
