package org.postroom.web.login;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

final class JdbiLoginLinkStore implements LoginLinks {
    private final Ids ids;
    private final SecureRandom random;

    JdbiLoginLinkStore(Ids ids, SecureRandom random) {
        this.ids = ids;
        this.random = random;
    }

    @Override
    public LinkToken create(Transaction transaction, AgentId agent, Instant now) {
        LinkToken token = LinkToken.make(random);
        transaction
                .handle()
                .createUpdate("INSERT INTO login_link (token_hash, id, agent, expires_at)"
                        + " VALUES (:key, :id, :agent, :expires)")
                .bind("key", token.key())
                .bind("id", ids.next())
                .bind("agent", agent.value())
                .bind("expires", now.plus(LIFETIME).toEpochMilli())
                .execute();
        endAllButTheNewest(transaction, agent);
        return token;
    }

    private static void endAllButTheNewest(Transaction transaction, AgentId agent) {
        List<String> newestFirst = transaction
                .handle()
                .createQuery("SELECT token_hash FROM login_link WHERE agent = :agent ORDER BY id DESC")
                .bind("agent", agent.value())
                .mapTo(String.class)
                .list();
        newestFirst.stream().skip(OUTSTANDING).forEach(key -> delete(transaction, key));
    }

    @Override
    public Optional<AgentId> peek(Transaction transaction, LinkToken token, Instant now) {
        return transaction
                .handle()
                .createQuery("SELECT agent FROM login_link WHERE token_hash = :key AND expires_at > :now")
                .bind("key", token.key())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> new AgentId(row.getString("agent")))
                .findOne();
    }

    @Override
    public Optional<AgentId> use(Transaction transaction, LinkToken token, Instant now) {
        // Whoever deletes the row has won; others saw it in their snapshot, but find nothing left to delete
        Optional<AgentId> agent = peek(transaction, token, now).filter(_ -> delete(transaction, token.key()) == 1);
        agent.ifPresent(id -> endAll(transaction, id));
        return agent;
    }

    private static int delete(Transaction transaction, String key) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM login_link WHERE token_hash = :key")
                .bind("key", key)
                .execute();
    }

    @Override
    public void endAll(Transaction transaction, AgentId agent) {
        transaction
                .handle()
                .createUpdate("DELETE FROM login_link WHERE agent = :agent")
                .bind("agent", agent.value())
                .execute();
    }

    @Override
    public int sweep(Transaction transaction, Instant now) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM login_link WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
