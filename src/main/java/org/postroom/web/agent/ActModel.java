package org.postroom.web.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.Agent;
import org.postroom.agent.Product;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.Draft;

/**
 * What an agent can do on a ticket's page, as {@code ticket-acts.html} and {@code composer.html} show it.
 *
 * @param path of the ticket's page
 * @param latest up to where the page shows the ticket, as {@link WrittenForm#shown} writes it
 * @param buttons by their words, those that make sense and are permitted
 * @param mates to whom the ticket can be given
 * @param viewers to whom it can be shown
 * @param partners with which departments it can be shared, and is
 * @param places where it can be transferred
 * @param products what it can be about
 * @param pressed the button that came to nothing
 */
record ActModel(
        String path,
        String latest,
        Set<String> buttons,
        List<Agent> mates,
        List<Agent> viewers,
        List<Partner> partners,
        List<ListQuery.Place> places,
        List<Product> products,
        Optional<Attempt.Pressed> pressed,
        Composer composer) {

    /** The menu in which something was pressed that came to nothing; empty when there was none. */
    String tried() {
        return pressed.flatMap(tried -> tried.button().menu())
                .map(TicketButton::word)
                .orElse("");
    }

    /** What was typed there for colleagues; may be empty. */
    String note() {
        return pressed.map(Attempt.Pressed::note).orElse("");
    }

    /**
     * A department that the ticket can be shared with.
     *
     * @param level the word of the level at which it is shared; {@code none} when it is not
     */
    record Partner(String id, String name, String level) {}

    /**
     * Where one writes.
     *
     * @param forms answer, then comment, as far as the agent may write them
     * @param unanswerable key of the text that says why there is no answer; empty when there is
     * @param unsent what the agent wrote to the customer before there was none; may be empty
     * @param signature lines under an answer
     * @param limit bytes of all files together
     * @param later when an answer can be sent later
     */
    record Composer(
            List<Form> forms,
            String unanswerable,
            Unsent unsent,
            List<NamedAddress> recipients,
            List<String> signature,
            long limit,
            Later later) {

        /** Which form is open: what failed, else what is begun, else the first. */
        String chosen() {
            return forms.stream()
                    .filter(form -> form.content().failed().isPresent())
                    .findFirst()
                    .or(() -> forms.stream()
                            .filter(form -> !form.content().isBlank())
                            .findFirst())
                    .or(() -> forms.stream().findFirst())
                    .map(Form::kind)
                    .orElse("");
        }
    }

    /**
     * What can be chosen for an answer that is sent later.
     *
     * @param opening when the department opens next; empty while it is open, and when it never does
     * @param hours whether the department is ever closed
     */
    record Later(Optional<Instant> opening, boolean hours) {}

    /**
     * An answer that cannot be sent: no form is left to show it in, and nothing that was typed is to be lost.
     *
     * @param reasons why not, when it was just tried
     */
    record Unsent(String text, List<String> reasons) {
        static final Unsent NOTHING = new Unsent("", List.of());
    }

    /**
     * One of the two forms.
     *
     * @param kind {@code answer} or {@code comment}
     * @param sequence of the first save from this page
     * @param closes whether it can be sent and the ticket closed with it
     */
    record Form(String kind, Content content, long sequence, boolean closes) {}

    /**
     * What stands in a form.
     *
     * @param failed what was sent and did not come about
     */
    record Content(Draft.Typed typed, List<Draft.File> files, Optional<Attempt.Wrote> failed) {
        /** What had been chosen of the time to send it. */
        LaterForm later() {
            return failed.map(Attempt.Wrote::later).orElse(LaterForm.NOW);
        }

        boolean isBlank() {
            return typed.text().isBlank() && typed.cc().isBlank() && files.isEmpty();
        }
    }
}
