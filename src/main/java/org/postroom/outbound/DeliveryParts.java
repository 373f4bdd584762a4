package org.postroom.outbound;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;

/**
 * What delivery works with.
 *
 * @param ids of this node; other nodes have other numbers
 * @param living the numbers of the nodes that live; empty while that is not known
 */
public record DeliveryParts(
        Database database,
        RawStore raws,
        Ids ids,
        Supplier<Optional<Set<Integer>>> living,
        MailTransport transport,
        DeliveryListener listener,
        InstantSource clock) {}
