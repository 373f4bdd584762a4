package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.postroom.agent.Audience;
import org.postroom.agent.Department;
import org.postroom.storage.Transaction;
import org.postroom.view.Criteria;
import org.postroom.view.CriteriaText;
import org.postroom.view.Meaning;
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

    ViewPages(Workroom room, ListPages lists) {
        this.room = room;
        this.lists = lists;
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

    /** Somebody to keep a view for. */
    record Choice(String value, String name) {}

    /**
     * What stands in the form.
     *
     * @param audience the value of a choice
     * @param criteria as one line
     */
    record Form(String name, String audience, String criteria) {
        static Form of(View view) {
            return new Form(view.name(), value(view.audience()), CriteriaText.write(view.criteria()));
        }

        static Form of(Visit visit) {
            return new Form(
                    visit.ask().field("name").strip(),
                    visit.ask().field("audience"),
                    visit.ask().field("criteria").strip());
        }
    }

    /**
     * A line of the list of views.
     *
     * @param audience whose it is, in words
     * @param keeps whether the visitor may change it
     */
    record Line(View view, String audience, List<CriteriaWords.Chip> chips, boolean keeps) {}

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
            List<Line> lines = views.stream()
                    .filter(view -> room.policy().maySee(visit.agent(), view.audience()))
                    .map(view -> line(visit, view))
                    .toList();
            Map<String, Object> model = Map.of("lines", lines);
            return room.look().page("views", visit, Frame.around(room, transaction, visit, "views", model));
        });
    }

    private Line line(Visit visit, View view) {
        return new Line(
                view,
                words(visit, view.audience()),
                criteria(visit).of(view.criteria()),
                room.policy().mayKeep(visit.agent(), view.audience()));
    }

    private Reply begin(Visit visit) {
        Criteria criteria = CriteriaText.read(visit.ask().query("criteria").orElse(""));
        Audience alone = new Audience.Alone(visit.agent().id());
        Form form = new Form("", value(alone), CriteriaText.write(criteria));
        return room.read(transaction -> form(transaction, visit, 200, form, Optional.empty(), ""));
    }

    private Reply edit(Visit visit) {
        return room.read(transaction -> kept(transaction, visit)
                .map(view -> form(transaction, visit, 200, Form.of(view), Optional.of(view), ""))
                .orElseGet(() -> missing(visit)));
    }

    private Reply add(Visit visit) {
        Form form = Form.of(visit);
        return room.write(transaction -> {
            String fault = fault(visit, form);
            Optional<View> added = fault.isEmpty()
                    ? store().add(
                                    transaction,
                                    content(visit, form),
                                    visit.agent().id(),
                                    room.clock().instant())
                    : Optional.empty();
            return added.map(view -> Reply.seeOther("/views/" + view.id() + "?done=view-kept"))
                    .orElseGet(() -> form(
                            transaction,
                            visit,
                            UNPROCESSABLE,
                            form,
                            Optional.empty(),
                            fault.isEmpty() ? text(visit, "views.fault.most", ViewStore.MOST) : fault));
        });
    }

    private Reply change(Visit visit) {
        Form form = Form.of(visit);
        return room.write(transaction -> kept(transaction, visit)
                .map(view -> change(transaction, visit, form, view))
                .orElseGet(() -> missing(visit)));
    }

    private Reply change(Transaction transaction, Visit visit, Form form, View view) {
        String fault = fault(visit, form);
        boolean done = fault.isEmpty()
                && store().change(
                                transaction,
                                view.id(),
                                content(visit, form),
                                visit.agent().id(),
                                room.clock().instant());
        return done
                ? Reply.seeOther("/views/" + view.id() + "?done=view-kept")
                : form(
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

    /** Why this cannot be kept; empty when it can. */
    private String fault(Visit visit, Form form) {
        if (form.name().isBlank()) {
            return text(visit, "views.fault.name");
        }
        if (form.name().codePointCount(0, form.name().length()) > View.Content.LONGEST_NAME) {
            return text(visit, "views.fault.long", View.Content.LONGEST_NAME);
        }
        if (choices(visit).stream().noneMatch(choice -> choice.value().equals(form.audience()))) {
            return text(visit, "views.fault.audience");
        }
        return form.criteria().length() > CriteriaText.LONGEST / 2
                ? text(visit, "views.fault.criteria", CriteriaText.LONGEST / 2)
                : "";
    }

    private View.Content content(Visit visit, Form form) {
        Audience audience = audiences(visit).stream()
                .filter(one -> value(one).equals(form.audience()))
                .findFirst()
                .orElseThrow();
        return new View.Content(form.name(), audience, CriteriaText.read(form.criteria()));
    }

    /** @param view that is changed; empty when it is a new one */
    private Reply form(Transaction transaction, Visit visit, int status, Form form, Optional<View> view, String fault) {
        Criteria criteria = CriteriaText.read(form.criteria());
        Meaning meaning = Meaning.of(
                criteria, visit.agent(), room.organisation().get(), room.clock().instant());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("form", form);
        model.put("view", view);
        model.put("choices", choices(visit));
        model.put("chips", criteria(visit).of(criteria));
        model.put("unknown", criteria(visit).sentences(meaning.unknown()));
        model.put("fault", fault);
        model.put("longest", View.Content.LONGEST_NAME);
        String section = view.map(kept -> "view-" + kept.id()).orElse("views");
        return Reply.html(
                status, room.look().render("view-form", visit, Frame.around(room, transaction, visit, section, model)));
    }

    private List<Choice> choices(Visit visit) {
        return audiences(visit).stream()
                .map(audience -> new Choice(value(audience), words(visit, audience)))
                .toList();
    }

    /** For whom the visitor may keep views. */
    private List<Audience> audiences(Visit visit) {
        List<Audience> all = new ArrayList<>();
        all.add(new Audience.Alone(visit.agent().id()));
        room.organisation().get().departments().stream()
                .map(Department::id)
                .map(Audience.Of::new)
                .forEach(all::add);
        all.add(new Audience.Everyone());
        return all.stream()
                .filter(audience -> room.policy().mayKeep(visit.agent(), audience))
                .toList();
    }

    private static String value(Audience audience) {
        return switch (audience) {
            case Audience.Alone _ -> "alone";
            case Audience.Of of -> "department:" + of.department();
            case Audience.Everyone() -> "everyone";
        };
    }

    private String words(Visit visit, Audience audience) {
        return switch (audience) {
            case Audience.Alone _ -> text(visit, "views.alone");
            case Audience.Of of -> text(visit, "views.department", names(visit).of(of.department()));
            case Audience.Everyone() -> text(visit, "views.everyone");
        };
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

    private Names names(Visit visit) {
        return new Names(room.organisation().get(), text(visit, "list.unknown"));
    }

    private CriteriaWords criteria(Visit visit) {
        return new CriteriaWords(names(visit), (key, arguments) -> room.look().text(visit, key, arguments));
    }

    private String text(Visit visit, String key, Object... arguments) {
        return room.look().text(visit, key, arguments);
    }
}
