package org.postroom.web.agent;

import java.util.List;
import java.util.stream.Stream;
import org.postroom.desk.AgentActs;
import org.postroom.desk.DeskRoom;
import org.postroom.desk.DeskStores;
import org.postroom.desk.PlannedAnswers;
import org.postroom.web.Route;

/** All that acts on a ticket from its page: buttons, composer, drafts, answers that wait. */
final class Acting {
    private final Workroom room;
    private final AgentActs acts;
    private final PlannedAnswers planned;
    private final Postbag bag;
    private final ActLayout layout;

    /** @param largestUpload bytes of all files of an answer */
    Acting(Workroom room, DeskRoom desks, long largestUpload) {
        DeskStores stores = room.stores().mail().desk();
        this.room = room;
        this.acts = desks.agents();
        this.planned = desks.planned();
        this.bag = new Postbag(room.stores().drafts(), stores.raws(), largestUpload);
        this.layout = new ActLayout(room, new ComposerLayout(room, acts, largestUpload));
    }

    /** What stands on the page. */
    ActLayout layout() {
        return layout;
    }

    /** Where its forms go; what does not come about is shown on this screen again. */
    List<Route> routes(TicketScreen screen) {
        return Stream.of(
                        new ActPages(room, acts, screen).routes(),
                        new WritingPages(room, new Dispatch(room, new Departure(room, acts, planned), bag), bag, screen)
                                .routes(),
                        new PlannedPages(room, planned).routes(),
                        new DraftPages(room, bag).routes())
                .flatMap(List::stream)
                .toList();
    }
}
