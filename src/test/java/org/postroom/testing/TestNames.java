package org.postroom.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The name service of the tests: names that a test gives addresses, before those of the machine. Java keeps what it learnt of a
 * name for some seconds, so each test takes a name of its own.
 */
public final class TestNames extends InetAddressResolverProvider {
    private static final Map<String, List<InetAddress>> NAMES = new ConcurrentHashMap<>();

    /** From now on this name has these addresses, in this order; without any, it leads nowhere. */
    public static void lead(String host, String... addresses) {
        NAMES.put(host, Stream.of(addresses).map(TestNames::address).toList());
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Names(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "names of the tests";
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private record Names(InetAddressResolver machine) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            List<InetAddress> addresses = NAMES.get(host);
            if (addresses == null) {
                return machine.lookupByName(host, policy);
            }
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return addresses.stream();
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return machine.lookupByAddress(address);
        }
    }
}
