package org.postroom.outbound;

import java.time.InstantSource;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;

/**
 * What delivery works with.
 *
 * @param ids of this node; other nodes have other numbers
 */
public record DeliveryParts(
        Database database,
        RawStore raws,
        Ids ids,
        MailTransport transport,
        DeliveryListener listener,
        InstantSource clock) {}
