package org.postroom.web.agent;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.storage.Database;
import org.postroom.storage.Transaction;
import org.postroom.web.ErrorPages;
import org.postroom.web.Look;

/** What all of the agents' pages are made with. */
public record Workroom(
        Database database,
        Supplier<Organisation> organisation,
        PageStores stores,
        Look look,
        ErrorPages errors,
        InstantSource clock) {

    /** What is read for a page, all of it as it stood at one moment. */
    <T> T read(Function<Transaction, T> work) {
        return database.read(work);
    }

    /** What a page does, whole or not at all. */
    <T> T write(Function<Transaction, T> work) {
        return database.write(work);
    }

    /** The policy of the conf in force. */
    Policy policy() {
        return new Policy(organisation.get());
    }
}
