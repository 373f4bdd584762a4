package org.postroom.web.login;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

final class JdbiCredentialStore implements CredentialStore {
    @Override
    public Optional<Instant> changed(Transaction transaction, AgentId agent) {
        return find(transaction, agent).map(Credential::changed);
    }

    @Override
    public Optional<Credential> find(Transaction transaction, AgentId agent) {
        return transaction
                .handle()
                .createQuery("SELECT hash, changed_at FROM agent_credential WHERE agent = :agent")
                .bind("agent", agent.value())
                .map((row, _) -> new Credential(
                        new PasswordHash(row.getString("hash")), Instant.ofEpochMilli(row.getLong("changed_at"))))
                .findOne();
    }

    @Override
    public Set<AgentId> agents(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT agent FROM agent_credential")
                .map((row, _) -> new AgentId(row.getString("agent")))
                .set();
    }

    @Override
    public void put(Transaction transaction, AgentId agent, Credential credential) {
        remove(transaction, agent);
        transaction
                .handle()
                .createUpdate("INSERT INTO agent_credential (agent, hash, changed_at) VALUES (:agent, :hash, :at)")
                .bind("agent", agent.value())
                .bind("hash", credential.hash().encoded())
                .bind("at", credential.changed().toEpochMilli())
                .execute();
    }

    @Override
    public boolean confirm(Transaction transaction, AgentId agent, PasswordHash hash, PasswordHash better) {
        return transaction
                        .handle()
                        .createUpdate(
                                "UPDATE agent_credential SET hash = :better WHERE agent = :agent AND hash = :hash")
                        .bind("better", better.encoded())
                        .bind("agent", agent.value())
                        .bind("hash", hash.encoded())
                        .execute()
                > 0;
    }

    @Override
    public boolean remove(Transaction transaction, AgentId agent) {
        return transaction
                        .handle()
                        .createUpdate("DELETE FROM agent_credential WHERE agent = :agent")
                        .bind("agent", agent.value())
                        .execute()
                > 0;
    }
}
