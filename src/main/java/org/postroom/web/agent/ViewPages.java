package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.postroom.agent.Audience;
import org.postroom.storage.Transaction;
import org.postroom.view.Criteria;
import org.postroom.view.CriteriaText;
import org.postroom.view.View;
import org.postroom.view.ViewId;
import org.postroom.view.ViewStore;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/**
 * Views: lists that agents keep (SPEC F7). A view that the visitor may not see is not there, and neither are its changes for
 * whoever may only see it.
 */
final class ViewPages {
    private static final int MISSING = 404;
    private static final int UNPROCESSABLE = 422;

    private final Workroom room;
    private final ListPages lists;
    private final ViewLayout layout;

    ViewPages(Workroom room, ListPages lists) {
        this.room = room;
        this.lists = lists;
        this.layout = new ViewLayout(room);
    }

    List<Route> routes() {
        Permission loggedIn = new Permission.LoggedIn();
        return List.of(
                Route.get("/views/new", loggedIn, this::begin),
                Route.post("/views", loggedIn, this::add),
                Route.get("/views", loggedIn, this::all),
                Route.get("/views/{view}", loggedIn, this::list),
                Route.get("/views/{view}/rows", loggedIn, this::rows),
                Route.get("/views/{view}/edit", loggedIn, this::edit),
                Route.post("/views/{view}", loggedIn, this::change),
                Route.post("/views/{view}/remove", loggedIn, this::remove));
    }

    private Reply list(Visit visit) {
        return seen(visit, (transaction, view) -> lists.list(transaction, visit, ListQuery.of(view, visit.ask())));
    }

    private Reply rows(Visit visit) {
        return seen(visit, (transaction, view) -> lists.rows(transaction, visit, ListQuery.of(view, visit.ask())));
    }

    private Reply all(Visit visit) {
        return room.read(transaction -> {
            List<View> views = new ArrayList<>(store().of(
                            transaction,
                            List.of(new Audience.Alone(visit.agent().id()))));
            views.addAll(store().common(transaction));
            List<ViewLayout.Line> lines = views.stream()
                    .filter(view -> room.policy().maySee(visit.agent(), view.audience()))
                    .map(view -> layout.line(visit, view))
                    .toList();
            Map<String, Object> model = Map.of("lines", lines);
            return room.look().page("views", visit, Frame.around(room, transaction, visit, "views", model));
        });
    }

    private Reply begin(Visit visit) {
        Criteria criteria = CriteriaText.read(visit.ask().query("criteria").orElse(""));
        Audience alone = new Audience.Alone(visit.agent().id());
        ViewLayout.Form form = new ViewLayout.Form("", ViewLayout.value(alone), CriteriaText.write(criteria));
        return room.read(transaction -> layout.form(transaction, visit, 200, form, Optional.empty(), ""));
    }

    private Reply edit(Visit visit) {
        return room.read(transaction -> kept(transaction, visit)
                .map(view -> layout.form(transaction, visit, 200, ViewLayout.Form.of(view), Optional.of(view), ""))
                .orElseGet(() -> missing(visit)));
    }

    private Reply add(Visit visit) {
        ViewLayout.Form form = ViewLayout.Form.of(visit);
        return room.write(transaction -> {
            String fault = layout.fault(visit, form);
            Optional<View> added = fault.isEmpty()
                    ? store().add(
                                    transaction,
                                    layout.content(visit, form),
                                    visit.agent().id(),
                                    room.clock().instant())
                    : Optional.empty();
            return added.map(view -> Reply.seeOther("/views/" + view.id() + "?done=view-kept"))
                    .orElseGet(() -> layout.form(
                            transaction,
                            visit,
                            UNPROCESSABLE,
                            form,
                            Optional.empty(),
                            fault.isEmpty() ? text(visit, "views.fault.most", ViewStore.MOST) : fault));
        });
    }

    private Reply change(Visit visit) {
        ViewLayout.Form form = ViewLayout.Form.of(visit);
        return room.write(transaction -> kept(transaction, visit)
                .map(view -> change(transaction, visit, form, view))
                .orElseGet(() -> missing(visit)));
    }

    private Reply change(Transaction transaction, Visit visit, ViewLayout.Form form, View view) {
        String fault = layout.fault(visit, form);
        boolean done = fault.isEmpty()
                && store().change(
                                transaction,
                                view.id(),
                                layout.content(visit, form),
                                visit.agent().id(),
                                room.clock().instant());
        return done
                ? Reply.seeOther("/views/" + view.id() + "?done=view-kept")
                : layout.form(
                        transaction,
                        visit,
                        UNPROCESSABLE,
                        form,
                        Optional.of(view),
                        fault.isEmpty() ? text(visit, "views.fault.most", ViewStore.MOST) : fault);
    }

    private Reply remove(Visit visit) {
        return room.write(transaction -> kept(transaction, visit)
                .map(view -> {
                    store().remove(transaction, view.id());
                    return Reply.seeOther("/views?done=view-removed");
                })
                .orElseGet(() -> missing(visit)));
    }

    private Reply seen(Visit visit, BiFunction<Transaction, View, Reply> page) {
        return room.read(transaction -> find(transaction, visit)
                .map(view -> page.apply(transaction, view))
                .orElseGet(() -> missing(visit)));
    }

    /** The view of the path, if the visitor may see it. */
    private Optional<View> find(Transaction transaction, Visit visit) {
        OptionalLong id = Running.id(visit, "view");
        return id.isEmpty()
                ? Optional.empty()
                : store().find(transaction, new ViewId(id.getAsLong()))
                        .filter(view -> room.policy().maySee(visit.agent(), view.audience()));
    }

    /** The view of the path, if the visitor may change it. */
    private Optional<View> kept(Transaction transaction, Visit visit) {
        return find(transaction, visit).filter(view -> room.policy().mayKeep(visit.agent(), view.audience()));
    }

    private Reply missing(Visit visit) {
        return room.errors().of(MISSING, visit);
    }

    private ViewStore store() {
        return room.stores().views();
    }

    private String text(Visit visit, String key, Object... arguments) {
        return room.look().text(visit, key, arguments);
    }
}
