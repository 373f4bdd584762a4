package org.postroom.web.login;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

/**
 * Who is logged in, by the SHA-256 of what their browser holds. Sessions live in the database: a restart ends none, and every
 * node knows them all.
 *
 * <p>It knows no conf: a session of an agent who was taken out of conf is found all the same, and the caller must turn it
 * away, as {@link LogIn#agentOf} does.
 */
public interface SessionStore {
    /** The sessions in the database. */
    static SessionStore jdbi() {
        return new JdbiSessionStore();
    }

    /** Begins a session with a new id. */
    void begin(Transaction transaction, Session session);

    /** The session, whether it has timed out or not. */
    Optional<Session> find(Transaction transaction, SessionId id);

    /** Writes down that a session is in use; one that ended meanwhile stays ended. */
    void touch(Transaction transaction, SessionId id, Instant now);

    /** Ends a session. Returns whether it was there. */
    boolean end(Transaction transaction, SessionId id);

    /** Ends all sessions of an agent. Returns how many. */
    int endAll(Transaction transaction, AgentId agent);

    /** Ends all sessions of an agent but this one. Returns how many. */
    int endOthers(Transaction transaction, AgentId agent, SessionId but);

    /** When each live session of an agent was last used. */
    List<Instant> uses(Transaction transaction, AgentId agent, LoginSettings settings, Instant now);

    /** When each agent who has a live session last used one. */
    Map<AgentId, Instant> lastUses(Transaction transaction, LoginSettings settings, Instant now);

    /** Forgets sessions that have timed out. Returns how many. */
    int sweep(Transaction transaction, LoginSettings settings, Instant now);
}
