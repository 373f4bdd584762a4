package org.postroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.Audience;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class ViewStoreTest {
    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");
    private static final Audience ANNAS = new Audience.Alone(ANNA);
    private static final Audience BENS = new Audience.Alone(BEN);
    private static final Audience SUPPORTS = new Audience.Of(new DepartmentId("support"));
    /** A department that is called as an agent is. */
    private static final Audience ANNA_DEPARTMENTS = new Audience.Of(new DepartmentId("anna"));

    private static final Audience EVERYONES = new Audience.Everyone();
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");
    private static final String LINE =
            "status:active product:\"äö 😀\\\"x\" text:\"paper \\\"jam\\\" \\\\\" sort:opened";

    private final ViewStore store = ViewStore.jdbi(new Ids(InstantSource.system(), 1));

    @DatabaseTest
    void keepsAViewAsItWasMade(Database database) {
        View view = add(database, "Übersicht 😀 'x' %", ANNAS, LINE);
        assertThat(view.by()).isEqualTo(ANNA);
        assertThat(view.changed()).isEqualTo(NOW);
        assertThat(view.criteria()).isEqualTo(CriteriaText.read(LINE));
        assertThat(find(database, view.id())).contains(view);
        assertThat(find(database, new ViewId(view.id().value() + 1))).isEmpty();
    }

    @DatabaseTest
    void findsThoseOfSomebodyByNameAndNobodyElses(Database database) {
        View b = add(database, "b", ANNAS, "");
        View a = add(database, "A", SUPPORTS, "");
        View c = add(database, "c", EVERYONES, "");
        add(database, "d", BENS, "");
        add(database, "e", ANNA_DEPARTMENTS, "");
        assertThat(of(database, ANNAS, SUPPORTS, EVERYONES)).containsExactly(a, b, c);
        assertThat(of(database, ANNAS)).containsExactly(b);
        assertThat(of(database)).isEmpty();
    }

    @DatabaseTest
    void whatIsCommonIsNobodysAlone(Database database) {
        add(database, "a", ANNAS, "");
        add(database, "b", BENS, "");
        View d = add(database, "d", EVERYONES, "");
        View c = add(database, "c", SUPPORTS, "");
        assertThat(database.<List<View>>read(store::common)).containsExactly(c, d);
    }

    @DatabaseTest
    void changesAllOfItAndRemovesIt(Database database) {
        View view = add(database, "a", ANNAS, "status:active");
        View other = add(database, "b", ANNAS, "");
        View.Content content = new View.Content("c", EVERYONES, CriteriaText.read(LINE));
        Instant later = NOW.plusSeconds(60);
        assertThat(database.<Boolean>write(t -> store.change(t, view.id(), content, BEN, later)))
                .isTrue();
        assertThat(find(database, view.id())).contains(new View(view.id(), content, BEN, later));
        assertThat(find(database, other.id())).contains(other);
        database.change(t -> store.remove(t, view.id()));
        assertThat(find(database, view.id())).isEmpty();
        assertThat(database.<Boolean>write(t -> store.change(t, view.id(), content, BEN, later)))
                .isFalse();
        assertThat(of(database, ANNAS)).containsExactly(other);
    }

    @DatabaseTest
    void takesFiftyForEach(Database database) {
        for (int i = 0; i < ViewStore.MOST; i++) {
            add(database, "view " + i, ANNAS, "");
        }
        View.Content more = new View.Content("more", ANNAS, Criteria.NONE);
        assertThat(database.<Optional<View>>write(t -> store.add(t, more, ANNA, NOW)))
                .isEmpty();
        View elsewhere = add(database, "elsewhere", SUPPORTS, "");
        assertThat(database.<Boolean>write(t -> store.change(t, elsewhere.id(), more, ANNA, NOW)))
                .isFalse();
        ViewId one = of(database, ANNAS).getFirst().id();
        assertThat(database.<Boolean>write(t -> store.change(t, one, more, ANNA, NOW)))
                .isTrue();
        assertThat(of(database, ANNAS)).hasSize(ViewStore.MOST);
    }

    private View add(Database database, String name, Audience audience, String line) {
        View.Content content = new View.Content(name, audience, CriteriaText.read(line));
        return database.<Optional<View>>write(t -> store.add(t, content, ANNA, NOW))
                .orElseThrow();
    }

    private Optional<View> find(Database database, ViewId id) {
        return database.read(t -> store.find(t, id));
    }

    private List<View> of(Database database, Audience... audiences) {
        return database.read(t -> store.of(t, List.of(audiences)));
    }
}
