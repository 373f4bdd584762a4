package org.postroom.assign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Way;

final class JdbiAvailabilityStore implements AvailabilityStore {
    @Override
    public Optional<Availability> find(Transaction transaction, AgentId agent) {
        return transaction
                .handle()
                .createQuery("SELECT available, since_at, way FROM agent_availability WHERE agent = :agent")
                .bind("agent", agent.value())
                .map((row, _) -> availability(row))
                .findOne();
    }

    @Override
    public Map<AgentId, Availability> all(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT agent, available, since_at, way FROM agent_availability")
                .map((row, _) -> Map.entry(new AgentId(row.getString("agent")), availability(row)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void note(Transaction transaction, AgentId agent, Availability said) {
        boolean first = transaction.insertIfAbsent(() -> write(
                transaction,
                "INSERT INTO agent_availability (agent, available, since_at, way)"
                        + " VALUES (:agent, :available, :since, :way)",
                agent,
                said));
        if (!first) {
            write(
                    transaction,
                    "UPDATE agent_availability SET available = :available, since_at = :since, way = :way"
                            + " WHERE agent = :agent AND available <> :available",
                    agent,
                    said);
        }
    }

    private static void write(Transaction transaction, String sql, AgentId agent, Availability said) {
        transaction
                .handle()
                .createUpdate(sql)
                .bind("agent", agent.value())
                .bind("available", said.available())
                .bind("since", said.since())
                .bind("way", said.way().word())
                .execute();
    }

    private static Availability availability(ResultSet row) throws SQLException {
        return new Availability(
                row.getInt("available") != 0,
                Instant.ofEpochMilli(row.getLong("since_at")),
                Way.ofWord(row.getString("way")));
    }
}
