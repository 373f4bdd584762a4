package org.postroom.web.security;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.conversation.ViewLinks;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.Ticket;
import org.postroom.web.Route;

/** An office with a ticket in each of four departments, each with a word that nobody outside of it may ever see. */
final class Company implements AutoCloseable {
    static final List<String> DEPARTMENTS = List.of("support", "technical", "billing", "sales");
    static final List<String> AGENTS = List.of("anna", "ben", "carla", "david", "emma");

    private static final Map<String, String> ADDRESSES = Map.of(
            "support", Office.SUPPORT,
            "technical", Office.TECHNICAL,
            "billing", Office.BILLING,
            "sales", Office.SALES);

    private final Office office;
    private final Map<String, Ticket> tickets;

    private Company(Office office, Map<String, Ticket> tickets) {
        this.office = office;
        this.tickets = tickets;
    }

    static Company open() {
        return open(Map.of());
    }

    /** With other values for keys of {@code conf/postroom.properties}. */
    static Company open(Map<String, String> machine) {
        Office office = Office.open(machine);
        Map<String, Ticket> tickets = DEPARTMENTS.stream()
                .collect(Collectors.toMap(department -> department, department -> office.opened(letter(department))));
        Company company = new Company(office, tickets);
        company.settle();
        return company;
    }

    /** Waits until all mail that came is processed, all that was to leave has left, and nothing changes any more. */
    private void settle() {
        await().until(() ->
                count("outbound_mail WHERE state <> 'done'") + count("receipt WHERE state = 'pending'") == 0);
        AtomicReference<DatabaseState> last = new AtomicReference<>(DatabaseState.of(office.database()));
        await().pollInterval(Duration.ofMillis(400)).until(() -> {
            DatabaseState now = DatabaseState.of(office.database());
            return last.getAndSet(now).equals(now);
        });
    }

    private int count(String rows) {
        return office.database()
                .<Integer>read(transaction -> transaction
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM " + rows)
                        .mapTo(Integer.class)
                        .one());
    }

    private static Letter letter(String department) {
        String secret = secret(department);
        return Letter.of(
                        new Letter.Person(
                                "Customer " + secret, secret.toLowerCase(Locale.ROOT) + "@customer.example.org"),
                        Objects.requireNonNull(ADDRESSES.get(department)),
                        "Subject " + secret,
                        "Text " + secret)
                .html("<p>HTML " + secret + "</p>")
                .file(secret + ".txt", "text/plain", Bytes.wrap(("File " + secret).getBytes(StandardCharsets.UTF_8)));
    }

    /** The word of a department's ticket. */
    static String secret(String department) {
        return "XYZZY" + department.toUpperCase(Locale.ROOT);
    }

    Office office() {
        return office;
    }

    Ticket ticket(String department) {
        return Objects.requireNonNull(tickets.get(department));
    }

    /** A new link by which the customer of a department's ticket sees it: the token alone. */
    String viewLink(String department) {
        Ticket ticket = ticket(department);
        EmailAddress customer = ticket.customer().orElseThrow().address();
        return office.database()
                .write(transaction -> ViewLinks.jdbi(new SecureRandom())
                        .create(
                                transaction,
                                ticket.id(),
                                customer,
                                office.clock().instant(),
                                Duration.ofDays(1)));
    }

    /** A route's path for a department's ticket: its number, its first article, that one's first file. */
    String path(Route route, String department) {
        Ticket ticket = ticket(department);
        long article = office.articles(ticket).getFirst().id().value();
        return route.path()
                .replace("{ticket}", ticket.number().toString())
                .replace("{article}", String.valueOf(article))
                .replace("{place}", "0")
                .replace("{name}", "icon.svg")
                .replaceAll("\\{[a-z]+}", "1");
    }

    @Override
    public void close() {
        office.close();
    }
}
