package org.postroom.view;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.Audience;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** Keeps views. Who may see and change them, {@code agent.Policy} decides. */
public interface ViewStore {
    /** How many views each agent has alone, each department, and everyone. */
    int MOST = 50;

    /** The store in the database. */
    static ViewStore jdbi(Ids ids) {
        return new JdbiViewStore(ids);
    }

    /** Adds a view; empty where there are {@value #MOST} for the same already. */
    Optional<View> add(Transaction transaction, View.Content content, AgentId by, Instant at);

    /** The view, if there is one. */
    Optional<View> find(Transaction transaction, ViewId id);

    /** The views for any of these, by name. */
    List<View> of(Transaction transaction, Collection<Audience> audiences);

    /** All views but those that are somebody's alone, by name. */
    List<View> common(Transaction transaction);

    /** Puts other content in its place; false where there are {@value #MOST} for the same already, or the view is gone. */
    boolean change(Transaction transaction, ViewId id, View.Content content, AgentId by, Instant at);

    /** Removes it, if it is there. */
    void remove(Transaction transaction, ViewId id);
}
