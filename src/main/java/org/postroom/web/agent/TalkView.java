package org.postroom.web.agent;

import java.util.Optional;
import org.postroom.ticket.ArticleId;
import org.postroom.web.Ask;
import org.postroom.web.mailview.SafeMail.Pictures;

/**
 * How the reader asked to see a conversation.
 *
 * @param formatted the article to be shown as its sender formatted it
 * @param pictures whether the pictures in that may come from elsewhere
 * @param whole the article to be shown without leaving out a character
 * @param all whether no turn is left out
 */
record TalkView(Optional<ArticleId> formatted, Pictures pictures, Optional<ArticleId> whole, boolean all) {
    /** Whatever the address says that makes no sense counts as not said. */
    static TalkView of(Ask ask) {
        return new TalkView(
                id(ask, "formatted"),
                ask.query("remote").filter("yes"::equals).isPresent() ? Pictures.REMOTE : Pictures.OWN,
                id(ask, "whole"),
                ask.query("all").filter("yes"::equals).isPresent());
    }

    /** Whether no turn is left out: on demand, or because the article asked for may be among those that would be. */
    boolean showsAll() {
        return all || formatted.isPresent() || whole.isPresent();
    }

    private static Optional<ArticleId> id(Ask ask, String name) {
        return ask.query(name).flatMap(TalkView::article);
    }

    /** The id that a text is. */
    static Optional<ArticleId> article(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(new ArticleId(Long.parseLong(text))) : Optional.empty();
    }
}
