package org.postroom.web.customer;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;
import org.postroom.web.FormKey;
import org.postroom.web.Manner;
import org.postroom.web.Reply;
import org.postroom.web.Texts;
import org.postroom.web.Visit;

/** Writes the customer's pages: the ticket, and those that say why there is none. */
final class Pages {
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    /** Turns that are shown at once; older ones when asked for. */
    private static final int LATEST = 40;

    private final CustomerRoom room;
    private final LinkDoor door;
    private final long largestUpload;
    private final SecureRandom random = new SecureRandom();

    /** @param largestUpload bytes of all files of an answer together */
    Pages(CustomerRoom room, LinkDoor door, long largestUpload) {
        this.room = room;
        this.door = door;
        this.largestUpload = largestUpload;
    }

    /** The page for whoever has no link that works; empty for a guest. */
    Optional<Reply> turnedAway(Visit visit) {
        return switch (door.enter(visit)) {
            case Entry.In _ -> Optional.empty();
            case Entry.Unknown() -> Optional.of(unknown(visit));
            case Entry.Later(Duration time) -> Optional.of(later(visit, time));
        };
    }

    /** What a guest gets; whoever has no link that works gets the page that says so. */
    Reply forGuest(Visit visit, Function<Guest, Reply> page) {
        return switch (door.enter(visit)) {
            case Entry.In(Guest guest) -> page.apply(guest);
            case Entry.Unknown() -> unknown(visit);
            case Entry.Later(Duration time) -> later(visit, time);
        };
    }

    /** The ticket with an empty form. */
    Reply ticket(Visit visit, Guest guest) {
        AnswerForm form = new AnswerForm("", "", FormKey.fresh(random).value(), isOpen(guest), largestUpload);
        return Reply.html(render(visit, guest, form));
    }

    /** The ticket with the form as it was sent, and what is wrong with it. */
    Reply refused(Visit visit, Guest guest, int status, Written written, String fault) {
        String key = written.key().orElseGet(() -> FormKey.fresh(random)).value();
        return Reply.html(
                status, render(visit, guest, new AnswerForm(written.text(), fault, key, isOpen(guest), largestUpload)));
    }

    private static boolean isOpen(Guest guest) {
        return guest.ticket().state() != TicketState.LOCKED;
    }

    private String render(Visit visit, Guest guest, AnswerForm form) {
        return room.turns().take(() -> page(visit, guest, form));
    }

    private String page(Visit visit, Guest guest, AnswerForm form) {
        Map<String, Object> model = new HashMap<>();
        model.put("company", Optional.of(Company.of(guest.brand())));
        model.put("place", guest.department().displayName());
        model.put("address", guest.department().address().value());
        model.put("path", "/view/" + visit.path("token"));
        model.put("number", guest.ticket().number().toString());
        model.put("state", guest.ticket().state().word());
        model.put("stateIcon", icon(guest.ticket().state()));
        model.put("until", guest.link().expires());
        model.put("form", form);
        model.putAll(talk(visit, guest));
        return room.look().render("view", inMannerOf(visit, guest.department()), model);
    }

    private Map<String, Object> talk(Visit visit, Guest guest) {
        EmailAddress who = guest.who().address();
        List<Article> shown = room
                .database()
                .<List<Article>>read(transaction -> room.stores()
                        .articles()
                        .articles(transaction, guest.ticket().id()))
                .stream()
                .filter(article -> PublicTalk.shows(article, who))
                .toList();
        boolean all = visit.ask().query("all").isPresent();
        int earlier = all ? 0 : Math.max(0, shown.size() - LATEST);
        PublicTalk talk = new PublicTalk(room.organisation().get(), guest.department());
        return Map.of(
                "subject",
                subject(guest, shown),
                "opened",
                shown.isEmpty()
                        ? guest.ticket().times().opened()
                        : shown.getFirst().at(),
                "earlier",
                earlier,
                "turns",
                talk.of(shown.subList(earlier, shown.size()), who));
    }

    /** The ticket's own to whose ticket it is; to others what they first got to read: its subject may be another's words. */
    private static String subject(Guest guest, List<Article> shown) {
        boolean own = guest.ticket()
                .customer()
                .filter(customer -> customer.address().equals(guest.who().address()))
                .isPresent();
        return own
                ? guest.ticket().subject().strip()
                : shown.stream()
                        .findFirst()
                        .map(article -> article.content().subject().strip())
                        .orElse("");
    }

    private static String icon(TicketState state) {
        return switch (state) {
            case ACTIVE -> "clock";
            case WAITING -> "message";
            case CLOSED -> "circle-check";
            case LOCKED, MERGED -> "lock";
        };
    }

    /** The department's language and clocks, and light or dark as the system has it, whoever comes. */
    static Visit inMannerOf(Visit visit, Department department) {
        return in(visit, new Manner(Texts.nearest(department.language()), department.zone(), Manner.Theme.SYSTEM));
    }

    private static Visit in(Visit visit, Manner manner) {
        return new Visit(visit.ask(), visit.path(), Optional.empty(), Optional.empty(), manner);
    }

    /** One page for links that never were, have expired, or were revoked: it depends on nothing but conf and the browser. */
    private Reply unknown(Visit visit) {
        return sorry(visit, NOT_FOUND, "view.gone");
    }

    /** For a file that is not there on a ticket that is. */
    Reply noFile(Visit visit, Guest guest) {
        Map<String, Object> model = new HashMap<>();
        model.put("company", Optional.of(Company.of(guest.brand())));
        model.put("address", Optional.empty());
        model.put("back", Optional.of("/view/" + visit.path("token")));
        return sorry(inMannerOf(visit, guest.department()), NOT_FOUND, "view.nofile", model);
    }

    /** Too many wrong links came from there. */
    private Reply later(Visit visit, Duration time) {
        return sorry(visit, TOO_MANY, "view.later").with("Retry-After", String.valueOf(Math.max(1, time.toSeconds())));
    }

    private Reply sorry(Visit visit, int status, String text) {
        Organisation organisation = room.organisation().get();
        Visit plain =
                in(visit, new Manner(visit.manner().locale(), visit.manner().zone(), Manner.Theme.SYSTEM));
        Map<String, Object> model = new HashMap<>();
        model.put("company", only(organisation.brands()).map(Company::of));
        model.put("address", onlyAddress(organisation).map(EmailAddress::value));
        model.put("back", Optional.empty());
        return sorry(plain, status, text, model);
    }

    private Reply sorry(Visit plain, int status, String text, Map<String, Object> model) {
        model.put("title", room.look().text(plain, text + ".title"));
        model.put("sentence", room.look().text(plain, text + ".text"));
        return Reply.html(status, room.look().render("view-gone", plain, model));
    }

    /** Where to write to, when there is but one place. */
    private static Optional<EmailAddress> onlyAddress(Organisation organisation) {
        return only(organisation.departments().stream()
                        .filter(Department::enabled)
                        .toList())
                .map(Department::address);
    }

    private static <T> Optional<T> only(List<T> all) {
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }
}
