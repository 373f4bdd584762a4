package org.postroom.web.login;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

/** Agents' passwords, hashed. */
public interface CredentialStore {
    /** The passwords in the database. */
    static CredentialStore jdbi() {
        return new JdbiCredentialStore();
    }

    /** When the agent's password was set; empty when there is none. */
    Optional<Instant> changed(Transaction transaction, AgentId agent);

    /** The agent's password; empty when none was ever set. */
    Optional<Credential> find(Transaction transaction, AgentId agent);

    /** Everybody who has a password. */
    Set<AgentId> agents(Transaction transaction);

    /** Sets the agent's password, in place of any before. */
    void put(Transaction transaction, AgentId agent, Credential credential);

    /**
     * Whether this is still the agent's password, which nobody changes until the transaction ends.
     *
     * @param better a hash of the same password that takes the place of the old one; may be the same
     */
    boolean confirm(Transaction transaction, AgentId agent, PasswordHash hash, PasswordHash better);

    /** Takes the agent's password away. Returns whether there was one. */
    boolean remove(Transaction transaction, AgentId agent);
}
