package org.postroom.ticket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.storage.Transaction;

/** Keeps with which departments tickets are shared. Rows of a ticket are read with it, in one column. */
final class JdbiShareStore {
    /** Of the ticket that the statement reads: {@code department level,department level}; null when it is shared with nobody. */
    static final String COLUMN =
            "(SELECT GROUP_CONCAT(CONCAT(share.department, ' ', share.level)) FROM ticket_share share"
                    + " WHERE share.ticket_id = ticket.id) AS sharing";

    private JdbiShareStore() {}

    /** Puts what the ticket says in the place of what is stored. */
    static void replace(Transaction transaction, Ticket ticket) {
        transaction
                .handle()
                .createUpdate("DELETE FROM ticket_share WHERE ticket_id = :ticket")
                .bind("ticket", ticket.id().value())
                .execute();
        ticket.sharing()
                .levels()
                .forEach((department, level) -> transaction
                        .handle()
                        .createUpdate("INSERT INTO ticket_share (ticket_id, department, level)"
                                + " VALUES (:ticket, :department, :level)")
                        .bind("ticket", ticket.id().value())
                        .bind("department", department.value())
                        .bind("level", level.word())
                        .execute());
    }

    /** Reads {@link #COLUMN}. */
    static Sharing read(Optional<String> column) {
        Map<DepartmentId, SharingLevel> levels = new LinkedHashMap<>();
        for (String share : column.map(text -> text.split(",")).orElse(new String[0])) {
            int blank = share.indexOf(' ');
            levels.put(
                    new DepartmentId(share.substring(0, blank)),
                    SharingLevel.ofWord(share.substring(blank + 1)).orElseThrow());
        }
        return new Sharing(levels);
    }
}
