package org.postroom.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class TurnStoreTest {
    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");
    private static final String LINE = "support/front-line";

    private final TurnStore turns = TurnStore.jdbi();

    @DatabaseTest
    void aLineBeginsWithNobody(Database database) {
        assertThat(begin(database, LINE)).isEmpty();
        assertThat(begin(database, LINE)).isEmpty();
    }

    @DatabaseTest
    void tellsWhoHadTheLastTurnOfTheLine(Database database) {
        end(database, LINE, ANNA);
        end(database, "sales/front-line", BEN);
        assertThat(begin(database, LINE)).contains(ANNA);
        assertThat(begin(database, "sales/front-line")).contains(BEN);
        end(database, LINE, BEN);
        assertThat(begin(database, LINE)).contains(BEN);
    }

    @DatabaseTest
    void aTurnOfNobodyLeavesTheLastOne(Database database) {
        end(database, LINE, ANNA);
        begin(database, LINE);
        assertThat(begin(database, LINE)).contains(ANNA);
    }

    private Optional<AgentId> begin(Database database, String line) {
        return database.write(t -> turns.begin(t, line));
    }

    private void end(Database database, String line, AgentId agent) {
        database.change(t -> {
            turns.begin(t, line);
            turns.end(t, line, agent);
        });
    }
}
