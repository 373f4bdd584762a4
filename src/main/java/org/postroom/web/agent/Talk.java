package org.postroom.web.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;

/**
 * A ticket's conversation as the page shows it, oldest first.
 *
 * @param hidden how many turns are left out between beginning and rest
 * @param latest the id of the last article; 0 when there is none
 */
record Talk(List<Turn> beginning, int hidden, List<Turn> rest, long latest) {
    Talk {
        beginning = List.copyOf(beginning);
        rest = List.copyOf(rest);
    }

    static Talk of(Transaction transaction, TurnMaker maker, List<Article> articles, int news, boolean all) {
        TalkFold fold = all ? TalkFold.open(articles.size()) : TalkFold.of(articles.size(), news);
        int rest = fold.head() + fold.hidden();
        return new Talk(
                turns(transaction, maker, articles, news, 0, fold.head()),
                fold.hidden(),
                turns(transaction, maker, articles, news, rest, articles.size()),
                articles.isEmpty() ? 0 : articles.getLast().id().value());
    }

    private static List<Turn> turns(
            Transaction transaction, TurnMaker maker, List<Article> articles, int news, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(place -> maker.turn(transaction, articles.get(place), place == news))
                .toList();
    }

    /**
     * The place of the first article that others wrote since the reader last looked; the number of articles when there is none,
     * and when the reader never looked, since then all of it is new.
     */
    static int firstNews(List<Article> articles, Optional<Instant> lastLook, AgentId reader) {
        return lastLook.stream()
                .flatMapToInt(look -> IntStream.range(0, articles.size())
                        .filter(place -> articles.get(place).at().isAfter(look))
                        .filter(place -> !isBy(articles.get(place), reader)))
                .findFirst()
                .orElse(articles.size());
    }

    private static boolean isBy(Article article, AgentId reader) {
        return article.content().by().actor() instanceof Actor.Agent(AgentId author) && author.equals(reader);
    }
}
