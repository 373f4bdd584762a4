package org.postroom.web.customer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts tokens that work not, by where they come from, so that nobody can try many at a time (FAULTS F7). In memory: a restart forgets,
 * and so do clients beyond the newest {@value #MOST_CLIENTS}. Of IPv6 a whole /64 counts as one, which is what a household has.
 */
final class WrongTokens {
    static final int MOST = 30;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int MOST_CLIENTS = 20_000;
    private static final int NETWORK_BYTES = 8;

    private final Map<String, Tries> clients = new LinkedHashMap<>();

    private record Tries(Instant since, int count) {
        Instant end() {
            return since.plus(WINDOW);
        }
    }

    /** How long a client must wait before another token of its is looked at; empty when it need not. */
    synchronized Optional<Duration> pause(String address, Instant now) {
        return Optional.ofNullable(clients.get(network(address)))
                .filter(tries -> tries.count() >= MOST && now.isBefore(tries.end()))
                .map(tries -> Duration.between(now, tries.end()));
    }

    /** A token of this client did not work. */
    synchronized void add(String address, Instant now) {
        String network = network(address);
        Tries before = clients.getOrDefault(network, new Tries(now, 0));
        clients.put(
                network,
                now.isBefore(before.end()) ? new Tries(before.since(), before.count() + 1) : new Tries(now, 1));
        if (clients.size() > MOST_CLIENTS) {
            clients.remove(clients.keySet().iterator().next());
        }
    }

    synchronized int size() {
        return clients.size();
    }

    /** An address that is none, as a proxy may tell it, counts as it stands. */
    private static String network(String address) {
        try {
            InetAddress read = InetAddress.ofLiteral(address);
            return read instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), NETWORK_BYTES))
                    : read.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
