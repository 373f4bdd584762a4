package org.postroom.web.agent;

import java.util.List;
import org.postroom.assign.Availability;
import org.postroom.ticket.Way;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The switch by which agents say that they are away or back (SPEC A4), at the side of each page and in the settings. */
final class AvailabilityPages {
    private final Workroom room;

    AvailabilityPages(Workroom room) {
        this.room = room;
    }

    List<Route> routes() {
        return List.of(Route.post("/availability", new Permission.LoggedIn(), this::say));
    }

    /** Says it, and goes back to the page it was said on; nothing said is nothing done. */
    private Reply say(Visit visit) {
        String said = visit.ask().field("said");
        return switch (said) {
            case "away", "back" -> {
                Availability now =
                        new Availability(said.equals("back"), room.clock().instant(), Way.PAGE);
                room.write(transaction -> {
                    room.stores()
                            .mail()
                            .desk()
                            .assigning()
                            .availability()
                            .note(transaction, visit.agent().id(), now);
                    return now;
                });
                yield Reply.seeOther(ReturnPath.of(visit) + "?done=" + said);
            }
            default -> Reply.seeOther(ReturnPath.of(visit));
        };
    }
}
