package org.postroom.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * Tells where requests come from. {@code X-Forwarded-For} and {@code X-Forwarded-Proto} count only from proxies that conf
 * names; of several addresses the last one that is not a proxy of ours counts, since everything before it may be made up.
 */
final class Proxies {
    private final List<AddressRange> trusted;

    Proxies(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    Client clientOf(Request request, Map<String, String> headers) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        boolean encrypted = request.isSecure();
        if (!(remote instanceof InetSocketAddress at) || at.getAddress() == null) {
            return new Client("unknown", encrypted, false);
        }
        return clientOf(at.getAddress(), encrypted, headers);
    }

    /** The client behind a peer. */
    Client clientOf(InetAddress peer, boolean encrypted, Map<String, String> headers) {
        Optional<String> forwardedFor = Optional.ofNullable(headers.get("x-forwarded-for"));
        if (!isTrusted(peer) || forwardedFor.isEmpty()) {
            return new Client(
                    peer.getHostAddress(),
                    encrypted,
                    peer.isLoopbackAddress() && !headers.containsKey("x-forwarded-for"));
        }
        boolean secure = encrypted || "https".equalsIgnoreCase(headers.getOrDefault("x-forwarded-proto", ""));
        return new Client(lastStranger(forwardedFor.get(), peer), secure, false);
    }

    private String lastStranger(String forwardedFor, InetAddress peer) {
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            Optional<InetAddress> hop = AddressRange.address(hops[i].strip());
            if (hop.isEmpty()) {
                return peer.getHostAddress();
            }
            if (!isTrusted(hop.get()) || i == 0) {
                return hop.get().getHostAddress();
            }
        }
        return peer.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
