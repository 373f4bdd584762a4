package org.postroom.browser;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Letter.Person;
import org.postroom.app.demo.Office;
import org.postroom.app.demo.Office.Got;
import org.postroom.ticket.Ticket;

/** A morning in a made-up company, for pages that look like those of a real one. */
final class Story implements AutoCloseable {
    static final Person CLARA = new Person("Clara Jensen", "clara@customer.example.org");

    private static final Person ANNA = new Person("Anna Berg", "anna.berg@example.net");
    private static final String SIGNED = "\n-- \nClara Jensen, office management\nCustomer Ltd, 12 Harbour Road\n";

    private final Office office;
    private final Ticket answered;
    private final Ticket closed;
    private final Ticket locked;
    private final Ticket invoice;
    private final Ticket printer;

    private Story(Office office) {
        this.office = office;
        this.answered = answered("Which cable belongs to the scanner?", "#take");
        this.closed = answered("A second key for the meeting room", "#close");
        this.locked = answered("Our account of last year", "#close");
        later(40);
        office.poison(
                "support", Letter.of(new Person("Copier", "scan@copier.example.org"), Office.SUPPORT, "Scan 0041", ""));
        Office.awaited(
                "the ticket of the mail that was set aside",
                () -> office.tickets().stream()
                        .filter(ticket -> ticket.customer().isEmpty())
                        .findFirst());
        StoryLetters.ofTheMorning().forEach(this::opened);
        this.invoice = opened(StoryLetters.invoice());
        this.printer = printer();
        later(11);
    }

    /** Plays it. Sales' mail server does not answer, and the warehouse's mailbox has another password by now. */
    static Story play() {
        return new Story(Office.openWith(Map.of(
                "smtp/tideline", Map.of("port", "1"),
                "departments/warehouse", Map.of("mailbox.password", "changed"))));
    }

    Office office() {
        return office;
    }

    /** A long conversation with a customer, with a comment in it. */
    Ticket printerTicket() {
        return office.again(printer);
    }

    /** One with HTML, pictures, a table and files. */
    Ticket invoiceTicket() {
        return office.again(invoice);
    }

    /** One that waits for its customer. */
    Ticket answeredTicket() {
        return office.again(answered);
    }

    /** One that its agent has closed with the answer. */
    Ticket closedTicket() {
        return office.again(closed);
    }

    /** One that takes no more answers, once somebody has locked it on its page. */
    Ticket lockedTicket() {
        return office.again(locked);
    }

    /** A ticket by words of its subject. */
    Ticket ticket(String words) {
        return office.tickets().stream()
                .filter(ticket -> ticket.subject().contains(words))
                .findFirst()
                .orElseThrow();
    }

    private Ticket opened(Letter letter) {
        later(7);
        return office.opened(letter);
    }

    /** Clara asks, and Anna answers with a command in the first line. */
    private Ticket answered(String subject, String command) {
        Ticket ticket = opened(Letter.of(
                CLARA, Office.SUPPORT, subject, "Hello,\n\nplease see the subject: it is urgent.\n" + SIGNED));
        agent(
                ticket,
                "please see the subject",
                command + "\n\nHello Clara,\n\nit is on its way to you by post, and should arrive on Wednesday."
                        + "\n\nKind regards\nAnna Berg");
        return ticket;
    }

    private Ticket printer() {
        Ticket ticket = opened(Letter.of(
                CLARA,
                Office.SUPPORT,
                "The printer stops after one page",
                "Hello,\n\nsince this morning the printer on the second floor stops after one page. The light beside the"
                        + " tray blinks twice, then nothing happens for a minute, and then the job is gone from the"
                        + " queue.\n\nWe have a board meeting on Thursday and need about two hundred pages until then.\n\n"
                        + "Best wishes\nClara Jensen\n" + SIGNED));
        agent(
                ticket,
                "since this morning",
                "#note\n\nShe rang too; firmware 2.1 is known for this. Try the tray first.");
        agent(
                ticket,
                "since this morning",
                "#take\n\nHello Clara,\n\nplease open tray 2 and take out the blue strip: it holds"
                        + " the paper back. Then print the test page from the menu under Service.\n\nKind regards\nAnna Berg");
        customer("blue strip", "That helped for three pages. Now it says \"Error 49.4C02\" – is that the firmware?");
        agent(
                ticket,
                "Error 49.4C02",
                "It is. I have put version 2.2 on our page; the steps are below.\n\n1. Download the file."
                        + "\n2. Copy it to a USB stick.\n3. Menu > Service > Update.");
        customer(
                "Copy it to a USB stick",
                "Done – it prints. Thank you so much, Anna! One more question: can I set duplex"
                        + " as the default for everybody?");
        return office.again(ticket);
    }

    /** An agent answers, from her own mail program, the notice that says this. */
    private void agent(Ticket ticket, String noticeSays, String text) {
        later(9);
        Got notice = office.mail(
                ANNA.address(),
                got -> got.subject().contains(ticket.number().toString())
                        && got.text().contains(noticeSays));
        int before = office.articles(ticket).size();
        office.send(answer(ANNA, notice, text));
        Office.awaited("the agent's words", () -> grown(ticket, before));
    }

    /** The customer answers the mail that says this, quoting it. */
    private void customer(String mailSays, String text) {
        later(26);
        Got mail = office.mail(CLARA.address(), got -> got.text().contains(mailSays));
        Ticket ticket = ticket("printer stops");
        int before = office.articles(ticket).size();
        office.send(answer(CLARA, mail, text + "\n" + SIGNED));
        Office.awaited("the customer's words", () -> grown(ticket, before));
    }

    private Optional<Integer> grown(Ticket ticket, int before) {
        int now = office.articles(ticket).size();
        return now > before ? Optional.of(now) : Optional.empty();
    }

    private static Letter answer(Person from, Got mail, String text) {
        String quoted = "\n\nOn Mon, 16 Nov 2026, Acme Support wrote:\n> "
                + mail.text().strip().replace("\n", "\n> ");
        return Letter.of(from, mail.answerTo(), "Re: " + mail.subject().replaceFirst("^Re: ", ""), text + quoted)
                .answering(mail.messageId());
    }

    private void later(int minutes) {
        office.clock().forward(Duration.ofMinutes(minutes));
    }

    @Override
    public void close() {
        office.close();
    }
}
