package org.postroom.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * Tells where requests come from. {@code X-Forwarded-For} and {@code X-Forwarded-Proto} count only from proxies that conf
 * names; of several addresses the last one that is not a proxy of ours counts, since everything before it may be made up.
 */
final class Proxies {
    private static final String FOR = "x-forwarded-for";
    private static final String PROTO = "x-forwarded-proto";

    /** Counts as one client, far away: a connection without an address of IP. */
    private static final String NOWHERE = "0.0.0.0";

    /** What some proxies tell: an address with the port it came from. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?<four>[0-9.]+):[0-9]{1,5}|(?<six>\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}");

    private final List<AddressRange> trusted;

    Proxies(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    Client clientOf(Request request, Map<String, String> headers) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        boolean encrypted = request.isSecure();
        if (!(remote instanceof InetSocketAddress at) || at.getAddress() == null) {
            return new Client(NOWHERE, encrypted, false);
        }
        Map<String, String> all = new HashMap<>(headers);
        for (String name : List.of(FOR, PROTO)) {
            all.computeIfPresent(
                    name, (_, _) -> String.join(",", request.getHeaders().getValuesList(name)));
        }
        return clientOf(at.getAddress(), encrypted, all);
    }

    /**
     * The client behind a peer.
     *
     * @param headers all values of each, in their order, with commas between: a proxy may add a line of its own below one
     *     that the client made up
     */
    Client clientOf(InetAddress peer, boolean encrypted, Map<String, String> headers) {
        Optional<String> forwardedFor = Optional.ofNullable(headers.get(FOR));
        if (!isTrusted(peer) || forwardedFor.isEmpty()) {
            return new Client(peer.getHostAddress(), encrypted, peer.isLoopbackAddress() && !headers.containsKey(FOR));
        }
        boolean secure = encrypted || "https".equalsIgnoreCase(last(headers.getOrDefault(PROTO, "")));
        return new Client(lastStranger(forwardedFor.get(), peer), secure, false);
    }

    private String lastStranger(String forwardedFor, InetAddress peer) {
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            Optional<InetAddress> hop = AddressRange.address(withoutPort(hops[i].strip()));
            if (hop.isEmpty()) {
                return peer.getHostAddress();
            }
            if (!isTrusted(hop.get()) || i == 0) {
                return hop.get().getHostAddress();
            }
        }
        return peer.getHostAddress();
    }

    private static String last(String values) {
        return values.substring(values.lastIndexOf(',') + 1).strip();
    }

    private static String withoutPort(String hop) {
        Matcher found = WITH_PORT.matcher(hop);
        if (!found.matches()) {
            return hop;
        }
        return found.group("four") == null ? found.group("six") : found.group("four");
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
