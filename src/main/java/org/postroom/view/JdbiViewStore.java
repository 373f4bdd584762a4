package org.postroom.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;
import org.postroom.agent.AgentId;
import org.postroom.agent.Audience;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** Views in the table {@code ticket_view}. */
final class JdbiViewStore implements ViewStore {
    private static final String SELECT =
            "SELECT id, audience, owner, name, criteria, changed_by, changed_at FROM ticket_view";
    private static final String ALONE = "agent";
    private static final String DEPARTMENT = "department";
    private static final String EVERYONE = "everyone";

    private static final Comparator<View> BY_NAME = Comparator.comparing(
                    (View view) -> view.name().toLowerCase(Locale.ROOT))
            .thenComparingLong(view -> view.id().value());

    private final Ids ids;

    JdbiViewStore(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Optional<View> add(Transaction transaction, View.Content content, AgentId by, Instant at) {
        if (isFull(transaction, content.audience())) {
            return Optional.empty();
        }
        View view = new View(new ViewId(ids.next()), content, by, at.truncatedTo(ChronoUnit.MILLIS));
        bind(
                        transaction
                                .handle()
                                .createUpdate(
                                        "INSERT INTO ticket_view (id, audience, owner, name, criteria, changed_by, changed_at)"
                                                + " VALUES (:id, :audience, :owner, :name, :criteria, :by, :at)"),
                        view)
                .execute();
        return Optional.of(view);
    }

    @Override
    public Optional<View> find(Transaction transaction, ViewId id) {
        return transaction
                .handle()
                .createQuery(SELECT + " WHERE id = :id")
                .bind("id", id.value())
                .map((row, _) -> view(row))
                .findOne();
    }

    @Override
    public List<View> of(Transaction transaction, Collection<Audience> audiences) {
        return audiences.stream()
                .flatMap(audience -> of(transaction, audience).stream())
                .sorted(BY_NAME)
                .toList();
    }

    private static List<View> of(Transaction transaction, Audience audience) {
        return transaction
                .handle()
                .createQuery(SELECT + " WHERE audience = :audience AND owner = :owner")
                .bind("audience", kind(audience))
                .bind("owner", owner(audience))
                .map((row, _) -> view(row))
                .list();
    }

    @Override
    public List<View> common(Transaction transaction) {
        return transaction
                .handle()
                .createQuery(SELECT + " WHERE audience IN ('department', 'everyone')")
                .map((row, _) -> view(row))
                .stream()
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public boolean change(Transaction transaction, ViewId id, View.Content content, AgentId by, Instant at) {
        boolean fits = find(transaction, id)
                .filter(before ->
                        before.audience().equals(content.audience()) || !isFull(transaction, content.audience()))
                .isPresent();
        return fits
                && bind(
                                        transaction
                                                .handle()
                                                .createUpdate("UPDATE ticket_view SET audience = :audience,"
                                                        + " owner = :owner, name = :name, criteria = :criteria,"
                                                        + " changed_by = :by, changed_at = :at WHERE id = :id"),
                                        new View(id, content, by, at))
                                .execute()
                        > 0;
    }

    @Override
    public void remove(Transaction transaction, ViewId id) {
        transaction
                .handle()
                .createUpdate("DELETE FROM ticket_view WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    private static boolean isFull(Transaction transaction, Audience audience) {
        return transaction
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM ticket_view WHERE audience = :audience AND owner = :owner")
                        .bind("audience", kind(audience))
                        .bind("owner", owner(audience))
                        .mapTo(Integer.class)
                        .one()
                >= MOST;
    }

    private static Update bind(Update update, View view) {
        return update.bind("id", view.id().value())
                .bind("audience", kind(view.audience()))
                .bind("owner", owner(view.audience()))
                .bind("name", view.name())
                .bind("criteria", CriteriaText.write(view.criteria()))
                .bind("by", view.by().value())
                .bind("at", view.changed().toEpochMilli());
    }

    private static String kind(Audience audience) {
        return switch (audience) {
            case Audience.Alone _ -> ALONE;
            case Audience.Of _ -> DEPARTMENT;
            case Audience.Everyone() -> EVERYONE;
        };
    }

    private static String owner(Audience audience) {
        return switch (audience) {
            case Audience.Alone(AgentId agent) -> agent.value();
            case Audience.Of(DepartmentId department) -> department.value();
            case Audience.Everyone() -> "";
        };
    }

    private static Audience audience(String kind, String owner) {
        return switch (kind) {
            case ALONE -> new Audience.Alone(new AgentId(owner));
            case DEPARTMENT -> new Audience.Of(new DepartmentId(owner));
            case EVERYONE -> new Audience.Everyone();
            default -> throw new IllegalStateException("No audience is called " + kind);
        };
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(
                new ViewId(row.getLong("id")),
                new View.Content(
                        row.getString("name"),
                        audience(row.getString("audience"), row.getString("owner")),
                        CriteriaText.read(row.getString("criteria"))),
                new AgentId(row.getString("changed_by")),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
