package org.postroom.template;

import java.util.List;
import java.util.Map;

/**
 * The variables of each template. A new one is a line here, a value where its mail is written, and a row in
 * {@code docs/templates.md}, which is tested against this table.
 *
 * <p>Templates that answer senders who were never verified have nothing of the sender's choosing but the shortened
 * subject: that is how they can never be used to carry somebody's advertisement to a stranger.
 */
final class TemplateVariables {
    private static final List<Variable> COMMON = List.of(
            text("language", "The language of the template, as a web page is told it.", "en"),
            text("brand.name", "The brand the department belongs to.", "Acme Tools"),
            text("brand.colour", "The brand's colour.", "#2f6f5e"),
            text("brand.url", "The brand's own web page, empty when conf names none.", "https://www.example.com/"),
            text("department.name", "The department.", "Support"),
            text("department.address", "The department's mail address.", "support@example.com"));

    private static final List<Variable> THEIR_MAIL = List.of(text(
            "mail.subject",
            "The subject of the customer's mail, at most 80 characters, without links; empty when conf wants it neutral.",
            "The printer stops after one page"));

    private static final List<Variable> NUMBER = List.of(text("ticket.number", "The ticket's number.", "SUP-1042"));

    private static final List<Variable> LINK = List.of(
            text(
                    "ticket.link",
                    "Where the customer sees the ticket on the page; empty without `public-url`, and in mails that others"
                            + " get too. Whoever has it reads and answers as the customer.",
                    "https://help.example.com/view/4nGgI0XZy6vTkPq1mB7cWd2sLr9uEhJa3fKo5xNtQiw"),
            text(
                    "ticket.link_text",
                    "What to call that link: `view-link.text` of the department.",
                    "View your ticket online"));

    private static final List<Variable> HOURS = List.of(
            text(
                    "hours.date",
                    "The day the department opens next, empty when none is known.",
                    "Monday, November 23, 2026"),
            text("hours.time", "The time of day it opens next, empty when none is known.", "9:00 AM"),
            text("hours.zone", "The time zone of that time.", "Europe/Berlin"),
            text(
                    "hours.holiday",
                    "What the holiday is called that it is today; empty on other days, and where conf has no name.",
                    "Memorial Day"));

    private static final List<Variable> TICKET = List.of(
            text("ticket.number", "The ticket's number, empty when the mail belongs to none.", "SUP-1042"),
            text("ticket.subject", "The ticket's subject.", "The printer stops after one page"),
            text("ticket.state", "The ticket's state: active, waiting, closed or locked.", "active"),
            text("ticket.priority", "How urgent agents say it is: low, normal, high or urgent.", "normal"),
            text("ticket.assignee", "The agent the ticket is assigned to, empty when nobody is.", "Anna Berg"),
            text(
                    "ticket.page",
                    "Where agents find the ticket on the page, after logging in; empty without `public-url`.",
                    "https://help.example.com/tickets/SUP-1042"));

    private static final List<Variable> AGENT =
            List.of(text("agent.name", "The agent the mail goes to.", "Ben Okafor"));

    private static final List<Variable> CUSTOMER = List.of(
            text("customer.name", "The customer's name, else the address.", "Clara Example"),
            text("customer.address", "The customer's mail address.", "clara@example.org"));

    private static final List<Variable> MARKER = List.of(text(
            "reply.marker",
            "The line above which an agent's own words stand; keep it on the first line.",
            "##- Please type your reply above this line -##"));

    private static final List<Variable> INTERNAL = List.of(flag(
            "reply.internal",
            "Whether a reply to this mail stays inside as a comment, instead of going to the customer.",
            false));

    private static final List<Variable> MESSAGE = List.of(
            text("message.from", "Who wrote the message.", "Clara Example <clara@example.org>"),
            text("message.date", "When it arrived, in the department's time zone.", "November 22, 2026, 4:30 PM"),
            text(
                    "message.text",
                    "What they wrote, in full.",
                    "Hello,\n\nsince this morning the printer stops after one page.\nThe light beside the tray blinks twice.\n\nClara"),
            list(
                    "message.attachments",
                    "The files that came with it.",
                    List.of(
                            Map.of("name", "blinking.jpg", "size", "214 KB", "attached", true),
                            Map.of("name", "film.mp4", "size", "48 MB", "attached", false))),
            list(
                    "message.notes",
                    "What agents should know about the message.",
                    List.of(Map.of("text", "Possibly related to SUP-0987, where Clara Example takes part."))),
            text(
                    "colleague.name",
                    "The agent who hands the ticket over and says something about it, else empty.",
                    "Anna Berg"),
            text("colleague.text", "What that agent says; only agents see it.", "The customer is in a hurry."));

    private static final List<Variable> CONTEXT = List.of(
            list(
                    "answers",
                    "Who has answered before, oldest first.",
                    List.of(Map.of("agent", "Anna Berg", "date", "November 20, 2026, 10:12 AM"))),
            text(
                    "notices.withheld",
                    "How many notices were left out because too many came at once; empty when none were.",
                    "12"),
            list(
                    "earlier",
                    "In a notice that a ticket comes to somebody: what was written before the message, latest first.",
                    List.of(Map.of(
                            "from",
                            "Clara Example <clara@example.org>",
                            "date",
                            "November 20, 2026, 9:55 AM",
                            "text",
                            "Does the printer take thicker paper?"))),
            list(
                    "commands",
                    "The usual commands that the agent may use on the ticket.",
                    List.of(Map.of("word", "#take"), Map.of("word", "#note"), Map.of("word", "#help"))));

    private static final List<Variable> MAIL_OF_AGENT = List.of(
            list(
                    "reasons",
                    "Why, one sentence each.",
                    List.of(Map.of("text", "The mail came from an address that is not known for Ben Okafor."))),
            text(
                    "own.text",
                    "The agent's words as they were understood, so that nothing is lost.",
                    "Hello Clara,\n\nplease open the tray and take out the blue strip.\n\nBen"));

    private static final List<Variable> OUTGOING = List.of(
            text("preview.to", "Who the customer's mail would go to.", "Clara Example <clara@example.org>"),
            list(
                    "preview.attachments",
                    "The files that would go with it.",
                    List.of(Map.of("name", "strip.pdf", "size", "80 KB"))));

    private static final List<Variable> FAILED = List.of(
            text("failed.address", "The address that could not be reached.", "clara@example.org"),
            text("failed.reason", "What the mail server said, or why we gave up.", "550 5.1.1 No such mailbox here"),
            text(
                    "failed.subject",
                    "The subject of the mail that did not arrive.",
                    "Re: The printer stops after one page [SUP-1042]"),
            text("failed.date", "When that mail was written.", "November 22, 2026, 5:02 PM"));

    private static final List<Variable> LOGIN_LINK = List.of(
            text(
                    "login.link",
                    "The link that logs the agent in, once.",
                    "https://help.example.com/login/link/iVrYc3l6cF0tOq1hT9mWx2sKb7dJp4uN8eGfZaR5oQw"),
            text("login.minutes", "How many minutes it works.", "15"),
            text("login.from", "The network address of whoever asked for it.", "192.0.2.7"));

    private static final List<Variable> STORM_FACTS = List.of(
            text(
                    "storm.breaker",
                    "The limit that was reached, as commands name it: `address:…`, `domain:…`, `department:…`, `in-all` or"
                            + " `same-text:…`.",
                    "domain:example.org"),
            text("storm.kind", "What it counts together: address, domain, department, in-all or same-text.", "domain"),
            text("storm.about", "Which address, domain or department; empty for `in-all`.", "example.org"),
            text("storm.most", "How many automatic answers it lets through.", "100"),
            text("storm.minutes", "In how many minutes.", "60"),
            text("storm.began", "When the first answer was held back.", "November 22, 2026, 4:30 PM"),
            text("storm.last", "When the last one was.", "November 22, 2026, 5:12 PM"),
            text("storm.withheld", "How many answers were held back so far.", "214"),
            text(
                    "storm.page",
                    "Where the page lists them; empty without `public-url`.",
                    "https://help.example.com/storms/117283940"));

    private static final List<Variable> LETTER = List.of(
            text("agent.name", "The agent who answers.", "Ben Okafor"),
            text(
                    "agent.signature",
                    "The agent's signature from conf, empty when there is none.",
                    "Ben Okafor\nTechnical advice"),
            text(
                    "answer.text",
                    "The agent's answer.",
                    "Hello Clara,\n\nplease open the tray and take out the blue strip: it holds the paper\nback during transport.\n\nKind regards"),
            text("quoted.from", "Who wrote the mail that is answered, empty when nothing is quoted.", "Clara Example"),
            text("quoted.date", "When it arrived.", "November 22, 2026, 4:30 PM"),
            text(
                    "quoted.text",
                    "The mail that is answered.",
                    "Hello,\n\nsince this morning the printer stops after one page.\n\nClara"));

    private static final List<Variable> AUTO_RESPONSE = all(List.of(COMMON, NUMBER, LINK, THEIR_MAIL));
    private static final List<Variable> AUTO_RESPONSE_CLOSED = all(List.of(COMMON, NUMBER, LINK, THEIR_MAIL, HOURS));
    private static final List<Variable> REJECTED_POLICY = all(List.of(COMMON, THEIR_MAIL));
    private static final List<Variable> REJECTED_LOCK = all(List.of(COMMON, NUMBER, LINK, THEIR_MAIL));
    private static final List<Variable> NEW_TICKET =
            all(List.of(COMMON, AGENT, TICKET, CUSTOMER, MARKER, INTERNAL, MESSAGE, CONTEXT));
    private static final List<Variable> CUSTOMER_REPLY = NEW_TICKET;
    private static final List<Variable> ASSIGNED = all(List.of(
            NEW_TICKET, List.of(text("assigned.by", "Who assigned the ticket, empty when a rule did.", "Anna Berg"))));
    private static final List<Variable> TRANSFERRED = all(List.of(
            NEW_TICKET,
            List.of(
                    text("transferred.by", "Who transferred the ticket.", "Anna Berg"),
                    text("transferred.from", "The department and group it was in.", "Support, front-line"),
                    text("transferred.to", "The department and group it is in now.", "Sales, front-line"))));
    private static final List<Variable> FORWARDED =
            all(List.of(NEW_TICKET, List.of(text("forwarded.by", "Who forwarded the ticket.", "Anna Berg"))));
    private static final List<Variable> SHARED = all(List.of(
            NEW_TICKET,
            List.of(
                    text("shared.by", "Who shared the ticket.", "Anna Berg"),
                    text("shared.with", "The department it was shared with.", "Compliance"),
                    text(
                            "shared.level",
                            "What that department may do: full (answer), restricted (comment and forward) or read-only (comment).",
                            "restricted"))));
    private static final List<Variable> ACCEPTED_WITH_WARNING = all(List.of(COMMON, AGENT, TICKET, MAIL_OF_AGENT));
    private static final List<Variable> HELD = all(List.of(COMMON, AGENT, TICKET, MARKER, MAIL_OF_AGENT, OUTGOING));
    private static final List<Variable> FORWARD_HELD = all(List.of(
            COMMON,
            AGENT,
            TICKET,
            MARKER,
            MAIL_OF_AGENT,
            List.of(
                    list(
                            "forwards",
                            "The forwarded mails as they were read, each of which would become a ticket: whose, empty when no"
                                    + " address was found; its subject, its date as it is written, its words, the names of its files.",
                            List.of(Map.of(
                                    "from",
                                    "Clara Example <clara@example.org>",
                                    "subject",
                                    "The printer stops after one page",
                                    "date",
                                    "Monday, November 22, 2026 4:30 PM",
                                    "text",
                                    "Hello Ben,\n\nsince this morning the printer stops after one page.\n\nClara",
                                    "files",
                                    "blinking.jpg"))),
                    flag(
                            "forward.complete",
                            "Whether SEND is enough, since it is known whose each of them is.",
                            true))));
    private static final List<Variable> PLANNED = all(List.of(
            COMMON,
            AGENT,
            TICKET,
            MARKER,
            MAIL_OF_AGENT,
            OUTGOING,
            List.of(
                    text(
                            "planned.date",
                            "When the answer leaves, in the department's time zone.",
                            "November 25, 2026, 9:00 AM"),
                    text("planned.zone", "The time zone of that time.", "Europe/Berlin"),
                    text(
                            "planned.seconds",
                            "After how many seconds it leaves; empty when the agent chose the time.",
                            "30"))));
    private static final List<Variable> REFUSED = all(List.of(
            COMMON,
            AGENT,
            TICKET,
            MAIL_OF_AGENT,
            List.of(list(
                    "understood",
                    "The commands of the mail that were understood, and not done either.",
                    List.of(Map.of("text", "#assign anna"))))));
    private static final List<Variable> RETURNED = all(List.of(
            COMMON,
            AGENT,
            TICKET,
            MAIL_OF_AGENT,
            List.of(flag(
                    "answer.kept",
                    "Whether the words are kept for the agent on the ticket's page; if not, the agent may not open it, and the"
                            + " files are attached.",
                    true))));
    private static final List<Variable> HELP = all(List.of(
            COMMON,
            AGENT,
            TICKET,
            List.of(list(
                    "commands",
                    "The commands that the agent may use on this ticket: each one's word, and how it is written.",
                    List.of(
                            Map.of("word", "take", "usage", "#take"),
                            Map.of("word", "share", "usage", "#share compliance read-only"))))));
    private static final List<Variable> AVAILABILITY = all(List.of(
            COMMON,
            AGENT,
            MARKER,
            List.of(text(
                    "availability.said",
                    "The command that the mail was about, and that confirms it: away or back.",
                    "away"))));
    private static final List<Variable> DELIVERY_FAILED =
            all(List.of(COMMON, AGENT, TICKET, CUSTOMER, MARKER, INTERNAL, FAILED));
    private static final List<Variable> LOGIN = all(List.of(COMMON, AGENT, LOGIN_LINK));
    private static final List<Variable> STORM_BEGUN = all(List.of(
            COMMON,
            AGENT,
            STORM_FACTS,
            List.of(text(
                    "storm.others",
                    "Of how many other storms no mail was sent before, since too many began; empty when of none.",
                    "3"))));
    private static final List<Variable> STORM_OVER = all(List.of(COMMON, AGENT, STORM_FACTS));
    private static final List<Variable> ANSWER = all(List.of(
            COMMON,
            NUMBER,
            LINK,
            List.of(text("ticket.subject", "The ticket's subject.", "The printer stops after one page")),
            LETTER));

    private TemplateVariables() {}

    static List<Variable> of(TemplateName name) {
        return switch (name) {
            case AUTO_RESPONSE -> AUTO_RESPONSE;
            case AUTO_RESPONSE_CLOSED -> AUTO_RESPONSE_CLOSED;
            case REJECTED_POLICY -> REJECTED_POLICY;
            case REJECTED_LOCK -> REJECTED_LOCK;
            case AGENT_NEW_TICKET -> NEW_TICKET;
            case AGENT_REPLY -> CUSTOMER_REPLY;
            case AGENT_ASSIGNED -> ASSIGNED;
            case AGENT_TRANSFERRED -> TRANSFERRED;
            case AGENT_COMMENT -> NEW_TICKET;
            case AGENT_FORWARDED -> FORWARDED;
            case AGENT_SHARED -> SHARED;
            case AGENT_MAIL_ACCEPTED_WITH_WARNING -> ACCEPTED_WITH_WARNING;
            case AGENT_MAIL_HELD -> HELD;
            case AGENT_FORWARD_HELD -> FORWARD_HELD;
            case AGENT_MAIL_REFUSED -> REFUSED;
            case AGENT_HELP -> HELP;
            case AGENT_ANSWER_PLANNED -> PLANNED;
            case AGENT_ANSWER_RETURNED -> RETURNED;
            case AGENT_AVAILABILITY -> AVAILABILITY;
            case AGENT_DELIVERY_FAILED -> DELIVERY_FAILED;
            case AGENT_LOGIN -> LOGIN;
            case STORM_BEGUN -> STORM_BEGUN;
            case STORM_OVER -> STORM_OVER;
            case ANSWER -> ANSWER;
        };
    }

    private static Variable text(String name, String meaning, String sample) {
        return new Variable(name, meaning, sample);
    }

    private static Variable flag(String name, String meaning, boolean sample) {
        return new Variable(name, meaning, sample);
    }

    private static Variable list(String name, String meaning, List<Map<String, Object>> sample) {
        return new Variable(name, meaning, sample);
    }

    private static List<Variable> all(List<List<Variable>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }
}
