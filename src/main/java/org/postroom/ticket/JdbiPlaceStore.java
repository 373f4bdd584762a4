package org.postroom.ticket;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.storage.Transaction;

/** The groups that have or had tickets. None is ever removed, so what was seen once need not be asked for again. */
final class JdbiPlaceStore {
    private final Set<GroupId> known = ConcurrentHashMap.newKeySet();

    /** A ticket comes into this group. */
    void note(Transaction transaction, GroupId group) {
        if (!known.contains(group)) {
            if (!all(transaction).contains(group)) {
                transaction.insertIfAbsent(() -> insert(transaction, group));
            }
            transaction.afterCommit(() -> known.add(group));
        }
    }

    private static void insert(Transaction transaction, GroupId group) {
        transaction
                .handle()
                .createUpdate("INSERT INTO ticket_place (department, group_name) VALUES (:department, :group)")
                .bind("department", group.department().value())
                .bind("group", group.name())
                .execute();
    }

    /** All of them. */
    static List<GroupId> all(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT department, group_name FROM ticket_place ORDER BY department, group_name")
                .map((row, _) ->
                        new GroupId(new DepartmentId(row.getString("department")), row.getString("group_name")))
                .list();
    }
}
