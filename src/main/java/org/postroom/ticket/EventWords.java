package org.postroom.ticket;

import java.util.Locale;
import java.util.Map;
import org.postroom.agent.ProductId;
import org.postroom.mail.EmailAddress;

/**
 * What the history says about an event.
 *
 * @param kind the event's name, lower case with hyphens
 * @param detail what happened, without who did it
 * @param data the event's own words by name
 */
record EventWords(String kind, String detail, Map<String, String> data) {

    static EventWords of(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Opened _ -> plain(event, "Opened the ticket");
            case TicketEvent.CustomerReplied _ -> plain(event, "Replied");
            case TicketEvent.ReplyRejected e ->
                words(event, "Replied, but the reply was rejected: " + e.reason(), Map.of("reason", e.reason()));
            case TicketEvent.Answered _ -> plain(event, "Answered the customer");
            case TicketEvent.Commented _ -> plain(event, "Left a comment");
            case TicketEvent.Assigned e -> words(event, "Assigned to " + e.to(), Map.of("to", text(e.to())));
            case TicketEvent.Taken e -> words(event, "Taken by " + e.agent(), Map.of("to", text(e.agent())));
            case TicketEvent.Unassigned _ -> plain(event, "Assigned to nobody");
            case TicketEvent.Transferred e ->
                words(
                        event,
                        "Transferred from " + e.from() + " to " + e.to(),
                        Map.of("from", text(e.from()), "to", text(e.to())));
            case TicketEvent.HandedOver e ->
                words(
                        event,
                        "Handed over from " + e.from() + " to " + e.to() + ", since the department was given up",
                        Map.of(
                                "from",
                                text(e.from()),
                                "to",
                                text(e.to()),
                                "product",
                                e.product().map(ProductId::value).orElse("")));
            case TicketEvent.Forwarded e -> words(event, "Forwarded to " + e.to(), Map.of("to", text(e.to())));
            case TicketEvent.Shared e ->
                words(
                        event,
                        "Shared with " + e.department() + ", " + e.level().word(),
                        Map.of(
                                "department",
                                text(e.department()),
                                "level",
                                e.level().word()));
            case TicketEvent.Unshared e ->
                words(event, "No longer shared with " + e.department(), Map.of("department", text(e.department())));
            case TicketEvent.CustomerNamed e ->
                words(
                        event,
                        "Said that it is " + e.customer().address() + "’s",
                        Map.of("address", e.customer().address().value()));
            case TicketEvent.ProductChosen e -> product(e);
            case TicketEvent.Prioritised e ->
                words(
                        event,
                        "Set the priority to " + e.priority().word(),
                        Map.of("priority", e.priority().word()));
            case TicketEvent.Closed _ -> plain(event, "Closed the ticket");
            case TicketEvent.Reopened _ -> plain(event, "Reopened the ticket");
            case TicketEvent.Locked _ -> plain(event, "Locked the ticket");
            case TicketEvent.Unlocked _ -> plain(event, "Took off the lock");
            case TicketEvent.AutomaticMailReceived e ->
                words(event, "Automatic mail came: " + word(e.kind()), Map.of("mail", word(e.kind())));
            case TicketEvent.BounceReceived e -> bounce(e);
            case TicketEvent.AutoResponseSent e ->
                words(
                        event,
                        "Automatic mail '" + e.template() + "' to " + e.to(),
                        Map.of("to", e.to().value(), "template", e.template()));
            case TicketEvent.AutomaticMailSuppressed e ->
                mail(event, "Automatic mail to %s not sent: %s", e.to(), e.reason());
            case TicketEvent.DeliveryFailed e -> failure(e);
            case TicketEvent.DeliveryUncertain e ->
                mail(event, "Mail to %s may have arrived twice or not at all: %s", e.to(), e.reason());
            case TicketEvent.ParticipantAdded e ->
                words(
                        event,
                        e.address() + " takes part",
                        Map.of("address", e.address().value(), "role", e.role().word()));
            case TicketEvent.MailHeld e ->
                words(
                        event,
                        "Mail of " + e.agent() + " held: " + e.reason(),
                        Map.of("agent", text(e.agent()), "reason", e.reason()));
            case TicketEvent.MailReleased e ->
                words(event, "Held mail of " + e.agent() + " confirmed", Map.of("agent", text(e.agent())));
            case TicketEvent.MailCancelled e ->
                words(event, "Held mail of " + e.agent() + " called off", Map.of("agent", text(e.agent())));
            case TicketEvent.AnswersCrossed e ->
                words(
                        event,
                        "Answered without having seen the answer of " + e.other(),
                        Map.of("other", text(e.other())));
            case TicketEvent.LinksRevoked e ->
                words(
                        event,
                        e.number() == 1
                                ? "Revoked the customer's link to the page"
                                : "Revoked " + e.number() + " links of customers to the page",
                        Map.of("number", Integer.toString(e.number())));
            case TicketEvent.MarkedRelated e ->
                words(
                        event,
                        "Possibly related to " + e.other() + ": " + e.reason(),
                        Map.of("other", e.other().toString(), "reason", e.reason()));
            case TicketEvent.Related e -> words(event, "Linked with " + e.other(), Map.of("other", text(e.other())));
            case TicketEvent.Unrelated e ->
                words(event, "No longer linked with " + e.other(), Map.of("other", text(e.other())));
            case TicketEvent.AnswerPlanned e ->
                words(
                        event,
                        "Planned an answer for " + e.due(),
                        Map.of("due", e.due().toString()));
            case TicketEvent.AnswerTakenBack e ->
                words(event, "Planned answer of " + e.agent() + " taken back", Map.of("agent", text(e.agent())));
            case TicketEvent.AnswerStayed e ->
                words(
                        event,
                        "Planned answer of " + e.agent() + " did not leave: " + e.reason(),
                        Map.of("agent", text(e.agent()), "reason", e.reason()));
            case TicketEvent.MergedInto e -> words(event, "Merged into " + e.into(), Map.of("other", text(e.into())));
            case TicketEvent.Merged e ->
                words(event, e.from() + " became part of this ticket", Map.of("other", text(e.from())));
            case TicketEvent.SplitOff e ->
                words(event, "Some of it was split off to " + e.to(), Map.of("other", text(e.to())));
            case TicketEvent.SplitFrom e -> words(event, "Split off from " + e.from(), Map.of("other", text(e.from())));
            case TicketEvent.ParticipantRemoved e ->
                words(
                        event,
                        e.address() + " takes part no longer",
                        Map.of("address", e.address().value()));
        };
    }

    private static EventWords product(TicketEvent.ProductChosen e) {
        String word = e.product().map(ProductId::value).orElse("");
        String detail = word.isEmpty() ? "Is about no product" : "Is about product " + word;
        return words(e, detail, Map.of("product", word));
    }

    private static EventWords bounce(TicketEvent.BounceReceived e) {
        String how = e.permanent() ? "could not be delivered" : "was not delivered this time";
        String status = e.status().isEmpty() ? "" : " (" + e.status() + ")";
        return words(
                e,
                "Mail to " + e.failed() + " " + how + status,
                Map.of(
                        "address",
                        e.failed().value(),
                        "permanent",
                        Boolean.toString(e.permanent()),
                        "status",
                        e.status()));
    }

    private static EventWords failure(TicketEvent.DeliveryFailed e) {
        String what = e.answer() ? "The answer" : "Mail";
        return mail(e, what + " to %s could not be delivered and is given up: %s", e.to(), e.reason());
    }

    private static EventWords mail(TicketEvent event, String sentence, EmailAddress to, String reason) {
        return words(
                event, String.format(Locale.ROOT, sentence, to, reason), Map.of("to", to.value(), "reason", reason));
    }

    private static EventWords plain(TicketEvent event, String detail) {
        return words(event, detail, Map.of());
    }

    private static EventWords words(TicketEvent event, String detail, Map<String, String> data) {
        return new EventWords(kindOf(event), detail, data);
    }

    /** CustomerReplied → customer-replied. */
    private static String kindOf(TicketEvent event) {
        String name = event.getClass().getSimpleName();
        return name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String text(Object id) {
        return id.toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
