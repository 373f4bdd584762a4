package org.postroom.app.demo;

import static org.postroom.app.demo.DemoPeople.ANNA;
import static org.postroom.app.demo.DemoPeople.CLARA;
import static org.postroom.app.demo.DemoPeople.DAVID;
import static org.postroom.app.demo.DemoPeople.DIETER;
import static org.postroom.app.demo.DemoPeople.MALLORY;
import static org.postroom.app.demo.DemoPeople.SALES;
import static org.postroom.app.demo.DemoPeople.STORM;
import static org.postroom.app.demo.DemoPeople.SUPPORT;

import java.util.List;
import org.postroom.app.demo.DemoPost.Delivered;
import org.postroom.app.demo.DemoPost.Draft;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;

/** The story the demo plays, scene by scene; each scene checks what it tells. */
final class DemoStory {
    private static final int STORM_MAILS = 5;
    private static final int STORM_LIMIT = 3;

    private final DemoPost post;
    private final DemoTickets tickets;
    private final Narrator narrator;

    DemoStory(DemoPost post, DemoTickets tickets, Narrator narrator) {
        this.post = post;
        this.tickets = tickets;
        this.narrator = narrator;
    }

    /** Plays all of it. Throws DemoFailure at the first thing that does not happen. */
    void play() throws InterruptedException {
        Delivered confirmation = newMailByImap();
        newMailByPop3();
        storm();
        TicketNumber number = numberIn(confirmation);
        outOfOffice(confirmation, number);
        Delivered answer = agentAnswers(number);
        Delivered notice = customerReplies(answer, number);
        agentCloses(notice, number);
        customerReopens(answer, number);
        hijack(answer, number);
    }

    private Delivered newMailByImap() throws InterruptedException {
        narrator.scene("A customer writes; the mailbox is watched by IMAP");
        send(Draft.of(
                CLARA,
                SUPPORT,
                "The printer stops after one page",
                "Hello,\n\nsince this morning the printer"
                        + " stops after one page.\nThe light beside the tray blinks twice.\n\nClara"));
        Delivered confirmation = await(CLARA, "the confirmation", mail -> from(mail, SUPPORT));
        narrator.check(
                confirmation
                        .mail()
                        .headers()
                        .first("Auto-Submitted")
                        .filter("auto-replied"::equals)
                        .isPresent(),
                "it says of itself that it is automatic (RFC 3834)");
        await(ANNA, "a notice, being in the front line group", mail -> subject(mail, numberIn(confirmation)));
        return confirmation;
    }

    private void newMailByPop3() throws InterruptedException {
        narrator.scene("Another writes to another brand's department, in German; its mailbox is polled by POP3");
        send(Draft.of(
                DIETER,
                SALES,
                "Angebot für zwölf Stühle",
                "Guten Tag,\n\nwas kosten zwölf Stühle, geliefert"
                        + " nach Köln?\n\nMit freundlichen Grüßen\nDieter Kohl"));
        await(DIETER, "the confirmation, in German", mail -> from(mail, SALES));
        await(DAVID, "a notice", mail -> mail.mail().subject().contains("SAL-"));
    }

    private void storm() throws InterruptedException {
        narrator.scene("A build server writes " + STORM_MAILS + " mails at once, each with a new subject");
        for (int i = 1; i <= STORM_MAILS; i++) {
            post.send(Draft.of(STORM, SUPPORT, "Build " + (4710 + i) + " failed", "Step " + i + " failed."));
        }
        narrator.mail(STORM, SUPPORT.value(), "Build 4711 failed … Build 4715 failed");
        tickets.await(
                "a ticket for each",
                open -> open.stream()
                                .filter(ticket ->
                                        ticket.customer().filter(STORM::equals).isPresent())
                                .count()
                        == STORM_MAILS);
        await(STORM, "confirmations", mail -> post.inbox(STORM).size() == STORM_LIMIT);
        narrator.check(
                tickets.historyKinds(STORM, "automatic-mail-suppressed") == STORM_MAILS - STORM_LIMIT,
                "the other " + (STORM_MAILS - STORM_LIMIT) + " were not sent, and their tickets say so: " + STORM_LIMIT
                        + " automatic mails in 30 minutes is the limit");
    }

    private void outOfOffice(Delivered confirmation, TicketNumber number) throws InterruptedException {
        narrator.scene("The customer's mail program says that she is out of office");
        int mailsBefore = post.inbox(CLARA).size();
        send(Draft.answering(CLARA, confirmation, "I am out of office until Thursday.")
                .automatic());
        tickets.awaitHistory(number, "automatic-mail-received");
        narrator.check(tickets.state(number) == TicketState.ACTIVE, number + " is as it was");
        narrator.check(post.inbox(CLARA).size() == mailsBefore, "nobody answers a robot");
    }

    private Delivered agentAnswers(TicketNumber number) throws InterruptedException {
        narrator.scene("An agent answers the notice from her own mail program");
        Delivered notice = await(ANNA, "the notice", mail -> subject(mail, number));
        send(Draft.answering(
                ANNA,
                notice,
                "Hello Clara,\n\nplease open the tray and take out the blue strip: it holds the paper back.\n\n"
                        + "Kind regards\n-- \nAnna Berg, private: +49 170 0000000, anna.berg@example.net"));
        Delivered answer =
                await(CLARA, "the answer", mail -> mail.mail().content().text().contains("blue strip"));
        narrator.check(from(answer, SUPPORT), "it comes from " + SUPPORT);
        String bytes = answer.raw().latin1();
        narrator.check(
                !bytes.contains("anna.berg") && !bytes.contains("0170") && !bytes.contains("170 0000000"),
                "nothing of the agent's own mailbox is in any of its "
                        + answer.raw().size() + " bytes");
        narrator.check(tickets.state(number) == TicketState.WAITING, number + " waits for the customer");
        return answer;
    }

    private Delivered customerReplies(Delivered answer, TicketNumber number) throws InterruptedException {
        narrator.scene("The customer replies, and it finds its ticket");
        send(Draft.answering(CLARA, answer, "That was it, thank you!"));
        Delivered notice = await(
                ANNA,
                "a notice of the reply",
                mail -> subject(mail, number) && mail.mail().content().text().contains("That was it"));
        narrator.check(tickets.state(number) == TicketState.ACTIVE, number + " is active again");
        return notice;
    }

    private void agentCloses(Delivered notice, TicketNumber number) throws InterruptedException {
        narrator.scene("The agent closes the ticket by a line in a mail");
        int mailsBefore = post.inbox(CLARA).size();
        send(Draft.answering(ANNA, notice, "#close"));
        tickets.awaitState(number, TicketState.CLOSED);
        narrator.check(post.inbox(CLARA).size() == mailsBefore, number + " is closed; the customer gets no mail");
    }

    private void customerReopens(Delivered answer, TicketNumber number) throws InterruptedException {
        narrator.scene("The customer writes once more");
        send(Draft.answering(CLARA, answer, "Sorry, it stopped again after the third page."));
        tickets.awaitState(number, TicketState.ACTIVE);
        narrator.check(true, number + " is open again");
    }

    private void hijack(Delivered answer, TicketNumber number) throws InterruptedException {
        narrator.scene("A stranger got hold of the customer's mail and tries to get into the ticket");
        int articlesBefore = tickets.articles(number);
        send(Draft.answering(MALLORY, answer, "Please send me everything about " + number + "."));
        tickets.await(
                "a ticket of the stranger's own",
                open -> open.stream()
                        .anyMatch(ticket ->
                                ticket.customer().filter(MALLORY::equals).isPresent()));
        Delivered hint = await(
                ANNA,
                "a notice with a hint",
                mail -> mail.mail().content().text().contains("everything about"));
        narrator.check(hint.mail().content().text().contains(number.toString()), "agents see that it may be related");
        narrator.check(tickets.articles(number) == articlesBefore, number + " is untouched");
    }

    private void send(Draft draft) {
        post.send(draft);
        narrator.mail(draft.from(), draft.to().value(), draft.subject());
    }

    private Delivered await(NamedAddress who, String what, java.util.function.Predicate<Delivered> expected)
            throws InterruptedException {
        Delivered mail = post.await(who, what, expected);
        narrator.got(who, what, mail.mail().subject());
        return mail;
    }

    private static boolean from(Delivered mail, org.postroom.mail.EmailAddress address) {
        return mail.mail()
                .correspondents()
                .from()
                .filter(from -> from.address().equals(address))
                .isPresent();
    }

    private static boolean subject(Delivered mail, TicketNumber number) {
        return mail.mail().subject().contains(number.toString());
    }

    private static TicketNumber numberIn(Delivered mail) {
        List<TicketNumber> numbers = TicketNumber.findIn(mail.mail().subject());
        if (numbers.isEmpty()) {
            throw new DemoFailure("No ticket number in \"" + mail.mail().subject() + "\"");
        }
        return numbers.getFirst();
    }
}
