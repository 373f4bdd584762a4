package org.postroom.web.agent;

import java.util.List;
import java.util.Optional;

/**
 * What a page of the queue shows.
 *
 * @param onlyFailed whether the page is about what failed alone
 * @param moreFailed whether more failed than stands here
 * @param next where it goes on; empty at the end
 */
record QueueSlice(
        boolean onlyFailed, List<QueueRow> failed, boolean moreFailed, List<QueueRow> waiting, Optional<String> next) {
    /** Rows of a page. */
    static final int ROWS = 100;

    /** What failed, above what waits. */
    static final int FAILED_FIRST = 5;

    QueueSlice {
        failed = List.copyOf(failed);
        waiting = List.copyOf(waiting);
    }

    /** @param failed and waiting: one more than is shown when there is more */
    static QueueSlice first(List<QueueRow> failed, List<QueueRow> waiting) {
        return new QueueSlice(
                false,
                cut(failed, FAILED_FIRST),
                failed.size() > FAILED_FIRST,
                cut(waiting, ROWS),
                next("", 0, waiting));
    }

    /** @param page from 0 */
    static QueueSlice waiting(List<QueueRow> waiting, int page) {
        return new QueueSlice(false, List.of(), false, cut(waiting, ROWS), next("", page, waiting));
    }

    /** @param page from 0 */
    static QueueSlice failed(List<QueueRow> failed, int page) {
        return new QueueSlice(true, cut(failed, ROWS), false, List.of(), next("show=failed&", page, failed));
    }

    private static List<QueueRow> cut(List<QueueRow> rows, int most) {
        return rows.stream().limit(most).toList();
    }

    private static Optional<String> next(String show, int page, List<QueueRow> rows) {
        return rows.size() > ROWS ? Optional.of("/queue?" + show + "page=" + (page + 1)) : Optional.empty();
    }
}
