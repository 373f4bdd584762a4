package org.postroom.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Query;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Transaction;

final class JdbiQueueListStore implements QueueLists {
    private static final String WAITING = "WHERE state IN ('waiting', 'claimed', 'sending', 'held')";
    static final String FAILED = "WHERE state = 'done' AND id IN (SELECT mail_id FROM outbound_recipient"
            + " WHERE state IN ('failed', 'uncertain') AND changed_at >= :since)";
    private static final String TRIED_FIRST = " ORDER BY CASE WHEN attempts > 0 THEN 0 ELSE 1 END, id";
    private static final String LATEST_FIRST = " ORDER BY id DESC";

    private final JdbiRowStore rows = new JdbiRowStore();

    @Override
    public List<QueueEntry> waiting(Transaction transaction, Stretch stretch) {
        return list(transaction, stretch, WAITING, TRIED_FIRST, query -> query);
    }

    @Override
    public List<QueueEntry> failed(Transaction transaction, Stretch stretch, Instant since) {
        return list(transaction, stretch, FAILED, LATEST_FIRST, query -> query.bind("since", since));
    }

    private List<QueueEntry> list(
            Transaction transaction, Stretch stretch, String which, String order, UnaryOperator<Query> bound) {
        Optional<Set<DepartmentId>> whose = stretch.departments();
        if (whose.filter(Set::isEmpty).isPresent()) {
            return List.of();
        }
        String theirs = whose.isPresent() ? " AND department IN (<departments>)" : "";
        Query query = JdbiRowStore.query(transaction, which + theirs + order + " LIMIT :most OFFSET :skip")
                .bind("most", stretch.most())
                .bind("skip", stretch.skip());
        whose.ifPresent(ids -> query.bindList(
                "departments", ids.stream().map(DepartmentId::value).toList()));
        return rows.entries(transaction, bound.apply(query));
    }
}
