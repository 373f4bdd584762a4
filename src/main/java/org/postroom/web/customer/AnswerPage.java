package org.postroom.web.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.postroom.desk.CustomerActs;
import org.postroom.desk.CustomerActs.Refusal;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Way;
import org.postroom.web.ErrorPages;
import org.postroom.web.Page;
import org.postroom.web.Reply;
import org.postroom.web.SentForms;
import org.postroom.web.Visit;

/** Takes a customer's answer, once, and tells what became of it. */
final class AnswerPage implements Page {
    /** The most answers of one person on one ticket within {@link #WINDOW}. */
    static final int MOST = 10;

    static final Duration WINDOW = Duration.ofMinutes(10);

    /** Browsers offer to send a form again for as long as they keep its page open. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final double MEGA = 1e6;
    private static final int NOT_ACCEPTABLE = 422;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int BUSY = 503;

    private final CustomerRoom room;
    private final Pages pages;
    private final long largestUpload;

    AnswerPage(CustomerRoom room, Pages pages, long largestUpload) {
        this.room = room;
        this.pages = pages;
        this.largestUpload = largestUpload;
    }

    private sealed interface Result {
        /** It is on the ticket, now or since the form was first sent. */
        record Arrived() implements Result {}

        /** It is not. */
        record Not(int status, String text) implements Result {}
    }

    @Override
    public Optional<Reply> turnedAway(Visit visit) {
        return pages.turnedAway(visit);
    }

    @Override
    public Reply answer(Visit visit) {
        return pages.forGuest(visit, guest -> answer(visit, guest, Written.of(visit.ask())));
    }

    private Reply answer(Visit visit, Guest guest, Written written) {
        Result result = tooLong(written).orElseGet(() -> room.database().write(tx -> take(tx, guest, written)));
        return switch (result) {
            case Result.Arrived() -> Reply.seeOther("/view/" + visit.path("token") + "?done=view-arrived");
            case Result.Not(int status, String text) ->
                pages.refused(visit, guest, status, written, sentence(visit, guest, text));
        };
    }

    /** Its files were too large; or all of it was, so that not even the words could be read. */
    @Override
    public Reply unreadable(Visit visit, int status, ErrorPages errors) {
        Written written = Written.of(visit.ask());
        String text = switch (status) {
            case TOO_LARGE -> written.key().isPresent() ? "view.fault.large" : "view.fault.large-lost";
            case BUSY -> "view.fault.busy";
            default -> "view.fault.unreadable";
        };
        return pages.forGuest(
                visit, guest -> pages.refused(visit, guest, status, written, sentence(visit, guest, text)));
    }

    private String sentence(Visit visit, Guest guest, String text) {
        return room.look()
                .text(
                        Pages.inMannerOf(visit, guest.department()),
                        text,
                        Math.round(largestUpload / MEGA),
                        Written.LONGEST,
                        guest.department().address().value());
    }

    private static Optional<Result> tooLong(Written written) {
        return written.text().length() > Written.LONGEST
                ? Optional.of(new Result.Not(TOO_LARGE, "view.fault.long"))
                : Optional.empty();
    }

    /** The ticket is locked first, so that of two at once the second sees what the first did. */
    private Result take(Transaction transaction, Guest guest, Written written) {
        room.stores().tickets().lock(transaction, guest.ticket().id());
        Instant now = room.clock().instant();
        SentForms forms = room.stores().forms();
        if (written.key().filter(key -> forms.isUsed(transaction, key)).isPresent()) {
            return new Result.Arrived();
        }
        if (recent(transaction, guest, now) >= MOST) {
            return new Result.Not(TOO_MANY, "view.fault.often");
        }
        Result result = reply(transaction, guest, written);
        if (result instanceof Result.Arrived) {
            forms.forget(transaction, now.minus(REMEMBERED));
            written.key().ifPresent(key -> forms.use(transaction, key, now));
        }
        return result;
    }

    private Result reply(Transaction transaction, Guest guest, Written written) {
        CustomerActs.Outcome outcome = room.desks()
                .customers()
                .reply(transaction, guest.ticket().id(), guest.who().address(), written.text(), written.files());
        return switch (outcome) {
            case CustomerActs.Outcome.Done _ -> new Result.Arrived();
            case CustomerActs.Outcome.Refused(Refusal why) ->
                new Result.Not(
                        NOT_ACCEPTABLE,
                        "view.fault." + why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }

    private long recent(Transaction transaction, Guest guest, Instant now) {
        Instant since = now.minus(WINDOW);
        return room.stores().articles().articles(transaction, guest.ticket().id()).stream()
                .filter(article -> article.at().isAfter(since))
                .filter(article -> isOnPageBy(guest, article))
                .count();
    }

    private static boolean isOnPageBy(Guest guest, Article article) {
        return article.content().by().way() == Way.PAGE
                && article.content().by().actor() instanceof Actor.Customer(var address)
                && address.equals(guest.who().address());
    }
}
