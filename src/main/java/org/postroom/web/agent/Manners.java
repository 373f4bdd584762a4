package org.postroom.web.agent;

import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.storage.Database;
import org.postroom.web.Manner;
import org.postroom.web.Texts;
import org.postroom.web.Visitor;

/** How the page is shown to an agent: as chosen, else in the language of conf and the zone of the agent's department. */
final class Manners {
    private final Database database;
    private final PreferenceStore preferences;
    private final Supplier<Organisation> organisation;
    private final Supplier<ZoneId> zone;
    private final Texts texts;

    /** @param zone for agents of no department */
    Manners(
            Database database,
            PreferenceStore preferences,
            Supplier<Organisation> organisation,
            Supplier<ZoneId> zone,
            Texts texts) {
        this.database = database;
        this.preferences = preferences;
        this.organisation = organisation;
        this.zone = zone;
        this.texts = texts;
    }

    Manner of(Agent agent) {
        Preferences chosen = database.read(transaction -> preferences.of(transaction, agent.id()));
        Locale language = Texts.nearest(chosen.language().orElse(agent.language()));
        return new Manner(language, chosen.zone().orElseGet(() -> zoneOf(agent)), chosen.theme());
    }

    /** A text in the visitor's language. */
    String text(Visitor visitor, String key, Object... arguments) {
        return texts.of(visitor.manner().locale(), key, arguments);
    }

    /** The zone for an agent who has chosen none. */
    ZoneId zoneOf(Agent agent) {
        return organisation.get().departments().stream()
                .filter(department -> agent.isIn(department.id()))
                .map(Department::zone)
                .findFirst()
                .orElseGet(zone);
    }
}
