package org.postroom.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.postroom.storage.Transaction;

/**
 * Finds which tickets are in a list. Without words, the first of each cell are read from an index that has them in the list's
 * order. With words, the tickets that have the rarest of them are looked at, where these are few; where they are many, the
 * list is read in its order and what lacks a word is left out, which does not have to go far.
 */
final class JdbiListEntryStore {
    /** SQLite takes 500 parts of a union. */
    private static final int MOST_CELLS = 100;

    private static final int MOST_IDS = 500;

    private static final int FIRST_STEP = 100;
    private static final int LONGEST_STEP = 3_200;

    private final Transaction transaction;
    private final List<ListCell> cells;
    private final List<String> wanted;
    private final int few;

    /**
     * @param wanted beginnings of words
     * @param few how many tickets are looked at before the list is read in its order
     */
    JdbiListEntryStore(Transaction transaction, List<ListCell> cells, List<String> wanted, int few) {
        this.transaction = transaction;
        this.cells = cells;
        this.wanted = wanted;
        this.few = few;
    }

    /** The entries of a page. */
    List<ListEntry> entries(ListPage page) {
        if (cells.isEmpty()) {
            return List.of();
        }
        if (wanted.isEmpty()) {
            return page.first(ofEachCell(page));
        }
        JdbiWordStore.Rarest rarest = JdbiWordStore.rarest(transaction, wanted, few + 1);
        return rarest.tickets() <= few
                ? entries(ListSql.entriesWith(rarest.beginning(), wanted, cells, page))
                : sifted(page);
    }

    /** How many entries there are, none counted beyond the cap. */
    int count(int cap) {
        if (cells.isEmpty()) {
            return 0;
        }
        if (!wanted.isEmpty()) {
            return countWithWords(cap);
        }
        long found = chunks(cells, MOST_CELLS).stream()
                .map(some -> ListSql.counts(some, cap))
                .flatMap(sql -> query(sql).mapTo(Long.class).list().stream())
                .mapToLong(Long::longValue)
                .sum();
        return Math.toIntExact(Math.min(found, cap));
    }

    /** It pays to count far in order to begin with the rarer of two common words. */
    private int countWithWords(int cap) {
        int far = 1 + 10 * few;
        String rarest = wanted.size() == 1
                ? wanted.getFirst()
                : JdbiWordStore.rarest(transaction, wanted, far).beginning();
        return query(ListSql.countWith(rarest, wanted, cells, cap))
                .mapTo(Integer.class)
                .one();
    }

    /** Reads the list in growing steps, until the page is full of entries that have the words. */
    private List<ListEntry> sifted(ListPage page) {
        List<ListEntry> found = new ArrayList<>();
        ListPage step = new ListPage(page.order(), page.after(), FIRST_STEP);
        while (found.size() < page.most()) {
            List<ListEntry> read = gapless(ofEachCell(step), step);
            if (read.isEmpty()) {
                break;
            }
            addHaving(found, read, page.most());
            step = step.behind(read.getLast(), Math.min(2 * step.most(), LONGEST_STEP));
        }
        return found.stream().limit(page.most()).toList();
    }

    /** In the list's order, up to where a cell may have more than was read of it. */
    private static List<ListEntry> gapless(List<ListEntry> read, ListPage step) {
        List<ListEntry> ordered = read.stream().sorted(step.comparator()).toList();
        Map<Integer, Integer> perCell = new HashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            if (perCell.merge(ordered.get(i).cell(), 1, Integer::sum) == step.most()) {
                return ordered.subList(0, i + 1);
            }
        }
        return ordered;
    }

    private void addHaving(List<ListEntry> found, List<ListEntry> read, int most) {
        for (List<ListEntry> some : chunks(read, MOST_IDS)) {
            if (found.size() < most) {
                List<Long> ids = some.stream().map(entry -> entry.id().value()).toList();
                Set<Long> having = new HashSet<>(
                        query(ListSql.having(wanted, ids)).mapTo(Long.class).list());
                some.stream()
                        .filter(entry -> having.contains(entry.id().value()))
                        .forEach(found::add);
            }
        }
    }

    private List<ListEntry> ofEachCell(ListPage page) {
        List<ListEntry> all = new ArrayList<>();
        for (int from = 0; from < cells.size(); from += MOST_CELLS) {
            all.addAll(entries(ListSql.entries(cells, from, Math.min(cells.size(), from + MOST_CELLS), page)));
        }
        return all;
    }

    private List<ListEntry> entries(ListSql sql) {
        return query(sql).map((row, _) -> entry(row)).list();
    }

    private Query query(ListSql sql) {
        Query query = transaction.handle().createQuery(sql.sql());
        List<Object> parameters = sql.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            query.bind(i, parameters.get(i));
        }
        return query;
    }

    private static ListEntry entry(ResultSet row) throws SQLException {
        return new ListEntry(
                row.getInt("cell"), new TicketId(row.getLong("id")), Instant.ofEpochMilli(row.getLong("at")));
    }

    private static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return chunks;
    }
}
