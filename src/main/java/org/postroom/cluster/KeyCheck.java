package org.postroom.cluster;

import java.util.Set;
import org.postroom.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that all nodes have the same keys of reply tokens, now and from one start to the next. */
final class KeyCheck {
    private static final Logger log = LoggerFactory.getLogger(KeyCheck.class);
    private static final String FACT = "reply-token-keys";

    private final Database database;
    private final ClusterStore store;

    KeyCheck(Database database, ClusterStore store) {
        this.database = database;
        this.store = store;
    }

    /** Keys that differ under one id would make each node take the other's reply tokens for forged. */
    void require(Node node) throws NotAdmittedException {
        for (Node other : database.read(store::picture).living()) {
            boolean differs =
                    !node.prints().keys().contradictions(other.prints().keys()).isEmpty();
            if (differs && other.number() != node.number()) {
                throw new NotAdmittedException(
                        "reply-token.keys in this node's data directory is not the file of node "
                                + other.shown()
                                + ": each would take the replies to the other's mails for forged. Have the"
                                + " file of the node that was there first on both, readable by its owner alone, and start again");
            }
        }
    }

    /** Warns when keys are gone or others than at the last start. */
    void note(KeyPrints keys) {
        KeyPrints before = KeyPrints.parse(
                database.read(transaction -> store.fact(transaction, FACT)).orElse(""));
        Set<Integer> changed = keys.contradictions(before);
        Set<Integer> lost = keys.missing(before);
        if (!changed.isEmpty() || !lost.isEmpty()) {
            log.atWarn()
                    .addKeyValue("changed", changed)
                    .addKeyValue("lost", lost)
                    .log(
                            "Keys of reply tokens are not those of before: replies to earlier mails may miss their tickets");
        }
        if (!keys.equals(before)) {
            database.change(transaction -> store.note(transaction, FACT, keys.text()));
        }
    }
}
