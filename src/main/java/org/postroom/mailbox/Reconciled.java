package org.postroom.mailbox;

import java.util.List;
import org.postroom.agent.DepartmentId;

/** What came of comparing one mailbox with the ledger. */
public sealed interface Reconciled {
    /** Whose mailbox it is. */
    DepartmentId department();

    /** The mailbox's key. */
    String mailbox();

    /** Whether nobody needs to look after it. */
    boolean isWell();

    /**
     * They were compared.
     *
     * @param listed messages on the server
     * @param held those of them that are in the ledger just as the server lists them
     * @param nameless those that have no UID by which they could be compared
     * @param earlier messages that are in the ledger under another UIDVALIDITY: the server has numbered all anew since
     */
    record Compared(
            DepartmentId department,
            String mailbox,
            long listed,
            long held,
            long nameless,
            long earlier,
            List<Difference> differences)
            implements Reconciled {
        public Compared {
            differences = List.copyOf(differences);
        }

        @Override
        public boolean isWell() {
            return differences.stream().noneMatch(one -> one.sort().isAmiss());
        }

        /** How many differences of this sort there are. */
        public long count(Difference.Sort sort) {
            return differences.stream().filter(one -> one.sort() == sort).count();
        }
    }

    /**
     * The mailbox could not be looked into.
     *
     * @param sentence why, and what to do
     */
    record NotCompared(DepartmentId department, String mailbox, String sentence) implements Reconciled {
        @Override
        public boolean isWell() {
            return false;
        }
    }
}
