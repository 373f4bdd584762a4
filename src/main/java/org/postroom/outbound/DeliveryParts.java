package org.postroom.outbound;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;

/**
 * What delivery works with.
 *
 * @param ids of this node; other nodes have other numbers
 * @param living the numbers of the nodes that live, as the database says now; empty while that is not known
 */
public record DeliveryParts(
        Database database,
        RawStore raws,
        Ids ids,
        Function<Transaction, Optional<Set<Integer>>> living,
        MailTransport transport,
        DeliveryListener listener,
        InstantSource clock) {}
