package org.postroom.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.desk.DeskStores;
import org.postroom.desk.PlannedStore;
import org.postroom.outbound.OutboundQueue;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketCounters;
import org.postroom.web.login.LoginStores;

/**
 * Makes a database that was restored from a backup ready for work. Much happened since the backup that it knows nothing of: what
 * waited to leave may have left, and numbers that it would give have been given. Nothing of that is done a second time by itself.
 */
public final class AfterRestore {
    private static final int MOST = 10_000;

    private final Database database;
    private final Organisation organisation;
    private final InstantSource clock;

    public AfterRestore(Database database, Organisation organisation, InstantSource clock) {
        this.database = database;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param held answers in the queue that wait for an operator's word now
     * @param dropped automatic mails and notices that will not leave
     * @param planned answers that wait for their agents' word now
     */
    public record Done(int held, int dropped, int planned) {}

    /**
     * Does all of it, or nothing.
     *
     * @param made when the backup was made
     * @param numbers how many numbers of tickets to leave out
     */
    public Done make(Instant made, long numbers) {
        Ids ids = new Ids(clock, Ids.MAX_NODE);
        DeskStores stores = DeskStores.jdbi(ids, clock, _ -> {});
        PlannedStore planned = PlannedStore.jdbi(ids, stores.raws());
        LoginStores login = LoginStores.jdbi(database, ids);
        return database.write(transaction -> {
            OutboundQueue.Held held =
                    stores.queue().holdAll(transaction, "Not sent: the database was restored from a backup of " + made);
            TicketCounters.jdbi()
                    .leaveOut(
                            transaction,
                            organisation.departments().stream()
                                    .map(Department::ticketPrefix)
                                    .collect(Collectors.toSet()),
                            numbers);
            organisation.agents().stream().map(Agent::id).forEach(agent -> {
                login.sessions().endAll(transaction, agent);
                login.links().endAll(transaction, agent);
            });
            return new Done(held.answers(), held.dropped(), hold(transaction, planned, made));
        });
    }

    private int hold(Transaction transaction, PlannedStore planned, Instant made) {
        List<Long> due = planned.due(transaction, clock.instant(), MOST);
        due.forEach(id -> planned.hold(
                transaction,
                id,
                List.of("Postroom was restored from a backup of " + made + "; this answer may have left already.")));
        return due.size();
    }
}
