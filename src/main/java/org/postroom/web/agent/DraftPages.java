package org.postroom.web.agent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.TicketAction;
import org.postroom.ticket.Draft;
import org.postroom.ticket.DraftStore;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** Keeps what agents are writing: the text while they type, files as soon as they are chosen. */
final class DraftPages {
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;

    private final Workroom room;
    private final Postbag bag;

    DraftPages(Workroom room, Postbag bag) {
        this.room = room;
        this.bag = bag;
    }

    List<Route> routes() {
        return Stream.of(
                        routes(Draft.Kind.ANSWER, TicketAction.ANSWER),
                        routes(Draft.Kind.COMMENT, TicketAction.COMMENT))
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> routes(Draft.Kind kind, TicketAction action) {
        String path = "/tickets/{ticket}/" + word(kind) + "/draft";
        Permission permission = new Permission.OnTicket(action);
        return List.of(
                Route.post(path, permission, visit -> save(visit, kind)),
                Route.post(path + "/discard", permission, visit -> discard(visit, kind)),
                Route.post(path + "/files", permission, visit -> add(visit, kind)),
                Route.post(path + "/files/{file}/remove", permission, visit -> remove(visit, kind)));
    }

    private Reply save(Visit visit, Draft.Kind kind) {
        WrittenForm form = WrittenForm.of(visit, kind);
        DraftStore.Saved saved = room.write(
                transaction -> bag.save(transaction, form, room.clock().instant()));
        return switch (saved) {
            case DraftStore.Saved.Stored _ -> Reply.text(200, room.look().text(visit, "draft.saved"));
            case DraftStore.Saved.Older(Optional<Draft> newer) ->
                Reply.text(CONFLICT, room.look().text(visit, newer.isPresent() ? "draft.older" : "draft.gone"));
        };
    }

    private Reply discard(Visit visit, Draft.Kind kind) {
        Draft.Key key = WrittenForm.key(visit, kind);
        room.write(transaction -> {
            bag.empty(transaction, key, room.clock().instant());
            return key;
        });
        return back(visit, "?done=discarded");
    }

    private Reply add(Visit visit, Draft.Kind kind) {
        Draft.Key key = WrittenForm.key(visit, kind);
        List<Draft.NewFile> files = WrittenForm.files(visit);
        List<String> left = room.write(
                transaction -> bag.add(transaction, key, files, room.clock().instant()));
        return left.isEmpty() ? files(visit, key) : Reply.text(TOO_LARGE, tooMuch(visit, left));
    }

    private String tooMuch(Visit visit, List<String> left) {
        return room.look()
                .text(visit, "act.toomuch", String.join(", ", left), room.look().size(visit, bag.limit()));
    }

    /** Without script the whole form comes along, and is kept with what was typed and chosen since. */
    private Reply remove(Visit visit, Draft.Kind kind) {
        WrittenForm form = WrittenForm.of(visit, kind);
        Optional<Long> file = WrittenForm.number(visit.path("file"));
        room.write(transaction -> {
            if (!visit.ask().fragment()) {
                bag.save(transaction, form, room.clock().instant());
                bag.add(transaction, form.key(), form.files(), room.clock().instant());
            }
            file.ifPresent(
                    id -> bag.remove(transaction, form.key(), id, room.clock().instant()));
            return form;
        });
        return visit.ask().fragment() ? files(visit, form.key()) : back(visit, "");
    }

    private Reply files(Visit visit, Draft.Key key) {
        List<Draft.File> files = room.read(transaction -> bag.files(transaction, key));
        return room.look()
                .page(
                        "draft-files",
                        visit,
                        Map.of(
                                "kind",
                                word(key.kind()),
                                "path",
                                "/tickets/" + visit.theTicket().number(),
                                "files",
                                files));
    }

    private static Reply back(Visit visit, String done) {
        return Reply.seeOther("/tickets/" + visit.theTicket().number() + done + "#end");
    }

    private static String word(Draft.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
