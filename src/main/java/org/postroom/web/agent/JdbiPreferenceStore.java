package org.postroom.web.agent;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;
import org.postroom.web.Manner;

/** Preferences in the table {@code agent_preference}. */
final class JdbiPreferenceStore implements PreferenceStore {
    @Override
    public Preferences of(Transaction transaction, AgentId agent) {
        return transaction
                .handle()
                .createQuery("SELECT language, zone, theme FROM agent_preference WHERE agent = :agent")
                .bind("agent", agent.value())
                .map((row, _) -> new Preferences(
                        Optional.ofNullable(row.getString("language")).map(Locale::forLanguageTag),
                        zone(row.getString("zone")),
                        Manner.Theme.ofWord(row.getString("theme"))))
                .findOne()
                .orElse(Preferences.NONE);
    }

    @Override
    public void keep(Transaction transaction, AgentId agent, Preferences preferences) {
        boolean fresh = transaction.insertIfAbsent(() -> write(
                transaction,
                "INSERT INTO agent_preference (agent, language, zone, theme) VALUES (:agent, :language, :zone, :theme)",
                agent,
                preferences));
        if (!fresh) {
            write(
                    transaction,
                    "UPDATE agent_preference SET language = :language, zone = :zone, theme = :theme WHERE agent = :agent",
                    agent,
                    preferences);
        }
    }

    private static void write(Transaction transaction, String sql, AgentId agent, Preferences preferences) {
        transaction
                .handle()
                .createUpdate(sql)
                .bind("agent", agent.value())
                .bind(
                        "language",
                        preferences.language().map(Locale::toLanguageTag).orElse(null))
                .bind("zone", preferences.zone().map(ZoneId::getId).orElse(null))
                .bind("theme", preferences.theme().word())
                .execute();
    }

    /** A zone that this Java no longer knows counts as none chosen. */
    private static Optional<ZoneId> zone(@Nullable String id) {
        try {
            return Optional.ofNullable(id).map(ZoneId::of);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
