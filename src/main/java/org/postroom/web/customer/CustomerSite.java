package org.postroom.web.customer;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.Bytes;
import org.postroom.web.ErrorPages;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The customers' part of the page: its lines of the route table. */
public final class CustomerSite {
    private final Pages pages;
    private final AnswerPage answers;
    private final FilePage files;
    private final ErrorPages errors;

    /** @param largestUpload bytes of all files of an answer together */
    public CustomerSite(CustomerRoom room, ErrorPages errors, long largestUpload) {
        this.pages = new Pages(room, new LinkDoor(room), largestUpload);
        this.answers = new AnswerPage(room, pages, largestUpload);
        this.files = new FilePage(room, pages);
        this.errors = errors;
    }

    /** Every page of customers. */
    public List<Route> routes() {
        Permission link = new Permission.ViewLink();
        return List.of(
                Route.get("/view/{token}", link, visit -> pages.forGuest(visit, guest -> pages.ticket(visit, guest))),
                Route.post("/view/{token}/answer", link, answers),
                Route.get("/view/{token}/answer", link, this::toTicket),
                Route.get("/view/{token}/files/{article}/{place}", link, files),
                Route.get(Company.SHEETS + "{colour}", new Permission.Anyone(), this::sheet));
    }

    /** Whoever reloads or shares the address of a form that was refused. */
    private Reply toTicket(Visit visit) {
        return pages.forGuest(visit, _ -> Reply.seeOther("/view/" + visit.path("token")));
    }

    /** It depends on its name and this program alone. */
    private Reply sheet(Visit visit) {
        Optional<BrandColours> colours = BrandColours.of(visit.path("colour"));
        return colours.map(found -> Reply.bytes("text/css;charset=utf-8", Bytes.of(found.sheet()))
                        .with("Cache-Control", "public, max-age=86400"))
                .orElseGet(() -> errors.of(404, visit));
    }
}
