package org.postroom.web;

import java.net.InetAddress;
import java.util.List;

/**
 * Who may read the daemon's figures, beside whoever asks from this machine.
 *
 * @param readers none by default
 */
public record MetricsSettings(List<AddressRange> readers) {
    /** Nobody else. */
    public static final MetricsSettings DEFAULT = new MetricsSettings(List.of());

    public MetricsSettings {
        readers = List.copyOf(readers);
    }

    /** Whether figures are for this client. One behind a proxy counts by what a trusted proxy says of it. */
    boolean admits(Client client) {
        return client.local()
                || AddressRange.address(client.address()).filter(this::isReader).isPresent();
    }

    private boolean isReader(InetAddress address) {
        return readers.stream().anyMatch(range -> range.contains(address));
    }
}
