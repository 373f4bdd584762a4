package org.postroom.web.login;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

final class JdbiSessionStore implements SessionStore {
    /** As {@link Session#isLive}. */
    private static final String LIVE = "last_used_at > :idle AND created_at > :begun";

    @Override
    public void begin(Transaction transaction, Session session) {
        transaction
                .handle()
                .createUpdate("INSERT INTO web_session (id_hash, agent, way, created_at, last_used_at)"
                        + " VALUES (:key, :agent, :way, :began, :used)")
                .bind("key", session.id().key())
                .bind("agent", session.agent().value())
                .bind("way", session.way().word())
                .bind("began", session.began().toEpochMilli())
                .bind("used", session.lastUsed().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<Session> find(Transaction transaction, SessionId id) {
        return transaction
                .handle()
                .createQuery("SELECT agent, way, created_at, last_used_at FROM web_session WHERE id_hash = :key")
                .bind("key", id.key())
                .map((row, _) -> new Session(
                        id,
                        new AgentId(row.getString("agent")),
                        LogInWay.ofWord(row.getString("way")),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("last_used_at"))))
                .findOne();
    }

    @Override
    public void touch(Transaction transaction, SessionId id, Instant now) {
        transaction
                .handle()
                .createUpdate("UPDATE web_session SET last_used_at = :now WHERE id_hash = :key AND last_used_at < :now")
                .bind("now", now.toEpochMilli())
                .bind("key", id.key())
                .execute();
    }

    @Override
    public boolean end(Transaction transaction, SessionId id) {
        return transaction
                        .handle()
                        .createUpdate("DELETE FROM web_session WHERE id_hash = :key")
                        .bind("key", id.key())
                        .execute()
                > 0;
    }

    @Override
    public int endAll(Transaction transaction, AgentId agent) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM web_session WHERE agent = :agent")
                .bind("agent", agent.value())
                .execute();
    }

    @Override
    public int endOthers(Transaction transaction, AgentId agent, SessionId but) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM web_session WHERE agent = :agent AND id_hash <> :key")
                .bind("agent", agent.value())
                .bind("key", but.key())
                .execute();
    }

    @Override
    public List<Instant> uses(Transaction transaction, AgentId agent, LoginSettings settings, Instant now) {
        return transaction
                .handle()
                .createQuery("SELECT last_used_at FROM web_session WHERE agent = :agent AND " + LIVE
                        + " ORDER BY last_used_at")
                .bind("agent", agent.value())
                .bind("idle", now.minus(settings.idle()).toEpochMilli())
                .bind("begun", now.minus(settings.lifetime()).toEpochMilli())
                .map((row, _) -> Instant.ofEpochMilli(row.getLong("last_used_at")))
                .list();
    }

    @Override
    public Map<AgentId, Instant> lastUses(Transaction transaction, LoginSettings settings, Instant now) {
        return transaction
                .handle()
                .createQuery(
                        "SELECT agent, MAX(last_used_at) AS used FROM web_session WHERE " + LIVE + " GROUP BY agent")
                .bind("idle", now.minus(settings.idle()).toEpochMilli())
                .bind("begun", now.minus(settings.lifetime()).toEpochMilli())
                .map((row, _) ->
                        Map.entry(new AgentId(row.getString("agent")), Instant.ofEpochMilli(row.getLong("used"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public int sweep(Transaction transaction, LoginSettings settings, Instant now) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM web_session WHERE NOT (" + LIVE + ")")
                .bind("idle", now.minus(settings.idle()).toEpochMilli())
                .bind("begun", now.minus(settings.lifetime()).toEpochMilli())
                .execute();
    }
}
