package org.postroom.web.login;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** One-time links by which agents log in. Only their SHA-256 is kept. */
public interface LoginLinks {
    /** How long a link works. */
    Duration LIFETIME = Duration.ofMinutes(15);

    /** How many of an agent's links work at the same time; a new one ends the oldest. */
    int OUTSTANDING = 5;

    /** The links in the database. */
    static LoginLinks jdbi(Ids ids, SecureRandom random) {
        return new JdbiLoginLinkStore(ids, random);
    }

    /** Makes a link that works from now on for {@link #LIFETIME}, once. */
    LinkToken create(Transaction transaction, AgentId agent, Instant now);

    /**
     * Whose link it is, if it works. Changes nothing, so that programs that open each link of a mail do not use it up: the
     * page that it leads to asks to confirm.
     */
    Optional<AgentId> peek(Transaction transaction, LinkToken token, Instant now);

    /** As {@link #peek}, and ends it and the agent's other links. Of many who use a link at once exactly one succeeds. */
    Optional<AgentId> use(Transaction transaction, LinkToken token, Instant now);

    /** Ends all links of an agent. */
    void endAll(Transaction transaction, AgentId agent);

    /** Forgets links that are too old to work. Returns how many. */
    int sweep(Transaction transaction, Instant now);
}
