package org.postroom.web.customer;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.desk.DeskRoom;
import org.postroom.schedule.Turns;
import org.postroom.storage.Database;
import org.postroom.web.Look;

/**
 * What the customer's page is made with.
 *
 * @param turns in which it is made: whoever has a link can ask for it without end
 */
public record CustomerRoom(
        Database database,
        Supplier<Organisation> organisation,
        CustomerStores stores,
        DeskRoom desks,
        Look look,
        Turns turns,
        InstantSource clock) {}
