package org.postroom.assign;

import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

/** Locks by writing: a cluster's nodes know nothing of each other's locks, but refuse the second of two writes. */
final class JdbiTurnStore implements TurnStore {
    @Override
    public Optional<AgentId> begin(Transaction transaction, String line) {
        if (!countOn(transaction, line) && !transaction.insertIfAbsent(() -> insert(transaction, line))) {
            countOn(transaction, line);
        }
        return transaction
                .handle()
                .createQuery("SELECT agent FROM assignment_turn WHERE turn_key = :line")
                .bind("line", line)
                .map((row, _) -> Optional.ofNullable(row.getString("agent")).map(AgentId::new))
                .one();
    }

    @Override
    public void end(Transaction transaction, String line, AgentId agent) {
        transaction
                .handle()
                .createUpdate("UPDATE assignment_turn SET agent = :agent WHERE turn_key = :line")
                .bind("agent", agent.value())
                .bind("line", line)
                .execute();
    }

    private static boolean countOn(Transaction transaction, String line) {
        return transaction
                        .handle()
                        .createUpdate("UPDATE assignment_turn SET turns = turns + 1 WHERE turn_key = :line")
                        .bind("line", line)
                        .execute()
                > 0;
    }

    private static void insert(Transaction transaction, String line) {
        transaction
                .handle()
                .createUpdate("INSERT INTO assignment_turn (turn_key, turns, agent) VALUES (:line, 1, NULL)")
                .bind("line", line)
                .execute();
    }
}
