package org.postroom.app.stories;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.postroom.agent.AgentId;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.assign.AvailabilityStore;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Dialect;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Ticket;
import org.postroom.web.agent.AgentBrowser;

/** A company of {@code src/test/resources/stories}, with the whole daemon and a mail server: people write, agents answer. */
final class Company implements AutoCloseable {
    private final Office office;

    private Company(Office office) {
        this.office = office;
    }

    /** The company of this folder, whose customers have these addresses. */
    static Company of(String story, Letter.Person... customers) {
        return new Company(office(story, Map.of(), customers));
    }

    /** The same on another database. */
    static Company on(DatabaseSettings database, String story, Letter.Person... customers) {
        Map<String, String> keys = new HashMap<>();
        if (database.dialect() == Dialect.MARIADB) {
            keys.put("database.url", database.url());
            keys.put("database.user", database.user());
            keys.put("database.password", database.password().reveal());
        }
        return new Company(office(story, keys, customers));
    }

    private static Office office(String story, Map<String, String> machine, Letter.Person... customers) {
        Map<String, String> keys = new HashMap<>(machine);
        keys.put("templates-directory", Path.of("templates").toAbsolutePath().toString());
        List<EmailAddress> people = Arrays.stream(customers)
                .map(who -> EmailAddress.of(who.address()))
                .toList();
        return Office.on(Path.of("src/test/resources/stories", story), people, Map.of("postroom", keys));
    }

    Office office() {
        return office;
    }

    /** Somebody writes, and a ticket is there. */
    Ticket writes(Letter.Person who, String to, String subject, String text) {
        return office.opened(Letter.of(who, to, subject, text));
    }

    /** Somebody answers a mail with the words below its quote's place; what comes of it is awaited elsewhere. */
    void answers(Letter.Person who, Office.Got mail, String text) {
        office.send(
                Letter.of(who, mail.answerTo(), "Re: " + mail.subject(), text).answering(mail.messageId()));
    }

    /** An agent answers a notice. */
    void answers(String agent, Office.Got notice, String text) {
        answers(person(agent), notice, text);
    }

    /** The agent as the writer of mails. */
    Letter.Person person(String agent) {
        return new Letter.Person(
                office.conf()
                        .organisation()
                        .agent(new AgentId(agent))
                        .orElseThrow()
                        .name(),
                address(agent));
    }

    private static String address(String agent) {
        return agent + "@staff.example.net";
    }

    /** The first mail that an agent gets and that has these words; waits for it. */
    Office.Got told(String agent, String words) {
        return office.mail(address(agent), mail -> has(mail, words));
    }

    /** How many mails an agent got that have these words. */
    long mails(String agent, String words) {
        return office.inbox(address(agent)).stream()
                .filter(mail -> has(mail, words))
                .count();
    }

    /** The first mail that a customer gets and that has these words; waits for it. */
    Office.Got gets(Letter.Person customer, String words) {
        return office.mail(customer.address(), mail -> has(mail, words));
    }

    private static boolean has(Office.Got mail, String words) {
        return mail.subject().contains(words) || mail.text().contains(words);
    }

    /** The ticket once it is as expected. */
    Ticket once(Ticket ticket, Predicate<Ticket> expected) {
        return Office.awaited(
                "a change of " + ticket.number(),
                () -> Optional.of(office.again(ticket)).filter(expected));
    }

    /** Waits until the ticket's history has an event of this kind by this agent. */
    HistoryLine event(Ticket ticket, String kind, String agent) {
        return Office.awaited(
                kind + " by " + agent,
                () -> office.history(ticket).stream()
                        .filter(line -> line.kind().equals(kind)
                                && line.by().actor().toString().contains(agent))
                        .findFirst());
    }

    /** Waits until the agent is away. */
    void away(String agent) {
        Office.awaited(
                agent + " away",
                () -> office.database()
                        .read(transaction -> AvailabilityStore.jdbi().find(transaction, new AgentId(agent)))
                        .filter(said -> !said.available()));
    }

    /** The page, with an agent in front of it. */
    AgentBrowser page(String agent) {
        return AgentBrowser.loggedIn(office.address(), office.session(agent));
    }

    @Override
    public void close() {
        office.close();
    }
}
