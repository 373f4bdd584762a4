package org.postroom.desk;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postroom.agent.AgentId;
import org.postroom.agent.Assignment;
import org.postroom.storage.Database;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.testing.MariaDbServer;

/**
 * What it costs to give a ticket to an agent: tickets are opened without a rule, in turn, and by load. Not a test: run it with
 * the tests' class path; arguments: how many tickets for each (2,000 unless told), and how many agents (10).
 */
final class AssignmentBenchmark {
    private static final int AT_ONCE = 20;

    private AssignmentBenchmark() {}

    public static void main(String[] arguments) {
        int tickets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int agents = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        try (TestDatabase sqlite = TestDatabases.sqlite()) {
            measure(sqlite.database(), tickets, AssigningNode.agents(agents));
        }
        if (MariaDbServer.installed()) {
            try (TestDatabase mariadb = TestDatabases.mariadb()) {
                measure(mariadb.database(), tickets, AssigningNode.agents(agents));
            }
        }
    }

    private static void measure(Database database, int tickets, List<AgentId> agents) {
        open(AssigningNode.of(database, 1, Assignment.LOAD, agents), tickets / 4);
        int node = 1;
        for (Assignment rule : List.of(Assignment.NONE, Assignment.ROUND_ROBIN, Assignment.LOAD, Assignment.NONE)) {
            // Each with ids of its own, since the clock stands still
            node++;
            long began = System.nanoTime();
            open(AssigningNode.of(database, node, rule, agents), tickets);
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began) / tickets;
            System.out.printf("%s, %s: %d µs a ticket%n", database.version(), rule.words(), micros);
        }
    }

    private static void open(AssigningNode node, int tickets) {
        for (int done = 0; done < tickets; done += AT_ONCE) {
            node.database().change(transaction -> {
                for (int i = 0; i < AT_ONCE; i++) {
                    node.opened(transaction, AssigningNode.FRONT_LINE);
                }
            });
        }
    }
}
