package org.postroom.desk;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.Ticket;

/**
 * Under which subject something is written to whom: a subject is somebody's words too, and on a ticket that was merged or
 * split it may be another's (FAULTS E7). Decided purely.
 *
 * @param prefixes of our tickets' numbers, which are no part of a subject
 */
public record Subjects(Set<String> prefixes) {
    private static final String MARKS = "(?i)^\\s*(?:(?:re|aw|sv|antw|vs|ref|tr|wg|fwd?)\\s*:\\s*)++";

    public Subjects {
        prefixes = Set.copyOf(prefixes);
    }

    /** For the tickets of these departments. */
    public static Subjects of(Organisation organisation) {
        return new Subjects(organisation.departments().stream()
                .map(Department::ticketPrefix)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** A subject without the marks that mail programs put before it, and without our tickets' numbers. */
    public String bare(String subject) {
        String numbers = "\\[(?:" + String.join("|", prefixes) + ")-[0-9]{1,15}]";
        String without = prefixes.isEmpty() ? subject : subject.replaceAll(numbers, " ");
        return without.replaceFirst(MARKS, "").strip();
    }

    /** What all these people read last of the ticket's subjects; empty when there is none that all of them had. */
    String knownTo(Collection<EmailAddress> people, Ticket ticket, List<Article> articles) {
        return publicOnes(articles.reversed())
                .filter(article -> people.stream().allMatch(article::isFromOrTo))
                .map(article -> bare(article.content().subject()))
                .filter(subject -> !subject.isEmpty())
                .findFirst()
                .orElseGet(() -> people.stream().allMatch(who -> had(who, ticket, articles)) ? own(ticket) : "");
    }

    private boolean had(EmailAddress who, Ticket ticket, List<Article> articles) {
        boolean theirs =
                ticket.customer().filter(owner -> owner.address().equals(who)).isPresent();
        return theirs
                || publicOnes(articles)
                        .filter(article -> article.isFromOrTo(who))
                        .anyMatch(article -> bare(article.content().subject()).equals(own(ticket)));
    }

    private String own(Ticket ticket) {
        return bare(ticket.subject());
    }

    /** The first subject of public ones of these; empty when there is none. */
    public String firstOf(List<Article> articles) {
        return publicOnes(articles)
                .map(article -> bare(article.content().subject()))
                .filter(subject -> !subject.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Stream<Article> publicOnes(List<Article> articles) {
        return articles.stream().filter(article -> article.content().visibility() == Visibility.PUBLIC);
    }
}
