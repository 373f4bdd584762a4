package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.Audience;
import org.postroom.agent.Department;
import org.postroom.agent.Group;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.storage.Transaction;
import org.postroom.view.Criteria;
import org.postroom.view.CriteriaText;
import org.postroom.view.Key;
import org.postroom.view.Meaning;
import org.postroom.view.View;
import org.postroom.web.Reply;
import org.postroom.web.Visit;

/** Lays out the list of views and the form in which one is made and changed, and reads the form. */
final class ViewLayout {
    private static final int MOST_NAMED = 30;

    private final Workroom room;

    ViewLayout(Workroom room) {
        this.room = room;
    }

    /**
     * A key of criteria.
     *
     * @param ids what there is to write behind it, as far as people read that many; may be empty
     */
    record Word(String key, String ids) {}

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

    Line line(Visit visit, View view) {
        return new Line(
                view,
                words(visit, view.audience()),
                criteria(visit).of(view.criteria()),
                room.policy().mayKeep(visit.agent(), view.audience()));
    }

    /** Why this cannot be kept; empty when it can. */
    String fault(Visit visit, Form form) {
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

    /** What the form wants kept; it has no fault. */
    View.Content content(Visit visit, Form form) {
        Audience audience = audiences(visit).stream()
                .filter(one -> value(one).equals(form.audience()))
                .findFirst()
                .orElseThrow();
        return new View.Content(form.name(), audience, CriteriaText.read(form.criteria()));
    }

    /** @param view that is changed; empty when it is a new one */
    Reply form(Transaction transaction, Visit visit, int status, Form form, Optional<View> view, String fault) {
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
        model.put("words", words());
        model.put("longest", View.Content.LONGEST_NAME);
        String section = view.map(kept -> "view-" + kept.id()).orElse("views");
        return Reply.html(
                status, room.look().render("view-form", visit, Frame.around(room, transaction, visit, section, model)));
    }

    private List<Word> words() {
        Stream<Word> keys = Arrays.stream(Key.values()).map(key -> new Word(key.word(), ids(key)));
        return Stream.concat(keys, Stream.of(new Word("text", ""), new Word("sort", "")))
                .toList();
    }

    private String ids(Key key) {
        Organisation organisation = room.organisation().get();
        return switch (key) {
            case PRODUCT -> joined(organisation.products().stream().map(Product::id));
            case DEPARTMENT -> joined(organisation.departments().stream().map(Department::id));
            case GROUP ->
                joined(organisation.departments().stream()
                        .flatMap(department -> department.groups().stream())
                        .map(Group::id));
            case ASSIGNEE -> joined(organisation.agents().stream().map(Agent::id));
            case STATUS, SHARED_WITH, SHARED_BY, PRIORITY, AGE, CHANGED -> "";
        };
    }

    private static String joined(Stream<?> ids) {
        List<String> words = ids.map(Object::toString).limit(MOST_NAMED + 1).toList();
        return String.join(", ", words.subList(0, Math.min(MOST_NAMED, words.size())))
                + (words.size() > MOST_NAMED ? " …" : "");
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

    /** As it stands in the form. */
    static String value(Audience audience) {
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
