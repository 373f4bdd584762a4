package org.postroom.web.agent;

import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

/** Keeps how agents want the page. */
public interface PreferenceStore {
    /** The store in the database. */
    static PreferenceStore jdbi() {
        return new JdbiPreferenceStore();
    }

    /** What the agent chose; nothing when nothing was ever chosen. */
    Preferences of(Transaction transaction, AgentId agent);

    /** Keeps a choice in place of the one before. */
    void keep(Transaction transaction, AgentId agent, Preferences preferences);
}
