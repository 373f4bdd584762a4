package org.postroom.config;

import java.util.EnumMap;
import java.util.Map;
import org.postroom.autoreply.AutoReplySettings;
import org.postroom.template.TemplateName;

/** The keys of a department that say which mails it sends by itself, to customers and to its agents. */
final class AutomaticMailKeys {
    final Key<Boolean> autoResponder;
    final Key<AutoReplySettings.SubjectStyle> subject;
    final Key<Boolean> forwarded;
    final Map<TemplateName, Key<Boolean>> answers = new EnumMap<>(TemplateName.class);
    final Map<TemplateName, Key<Boolean>> notices = new EnumMap<>(TemplateName.class);
    final Key<Long> attachUpTo;

    AutomaticMailKeys(KeyTable table) {
        autoResponder =
                table.key("auto-responder", Types.SWITCH, "on", "off", "Off: customers get no automatic mail at all.");
        subject = table.key(
                "auto-responder.subject",
                Types.choice(AutoReplySettings.SubjectStyle.class),
                "keep",
                "neutral",
                "Whether automatic answers show the subject they answer; neutral: nothing that a stranger wrote.");
        forwarded = table.key(
                "auto-responder.forwarded",
                Types.SWITCH,
                "on",
                "off",
                "Whether the auto-response also goes to a customer whose mail an agent forwarded to the department.");
        answer(table, TemplateName.AUTO_RESPONSE, "Tells a customer that the ticket is there, and its number.");
        answer(
                table,
                TemplateName.AUTO_RESPONSE_CLOSED,
                "The same outside business hours and on holidays; off: the usual text at all hours.");
        answer(table, TemplateName.REJECTED_POLICY, "Tells a customer that no new tickets are taken by mail.");
        answer(table, TemplateName.REJECTED_LOCK, "Tells a customer that the ticket is locked.");
        notice(
                table,
                TemplateName.AGENT_NEW_TICKET,
                "Tells the group of a new ticket, or the agent a rule gave it to.");
        notice(table, TemplateName.AGENT_REPLY, "Tells the assignee, or the group, that the customer wrote.");
        notice(table, TemplateName.AGENT_ASSIGNED, "Tells an agent that a ticket is now theirs.");
        notice(table, TemplateName.AGENT_TRANSFERRED, "Tells the group that a ticket came to it.");
        notice(
                table,
                TemplateName.AGENT_COMMENT,
                "Tells whoever has a ticket, and who wrote on it, of a colleague's comment.");
        notice(table, TemplateName.AGENT_FORWARDED, "Tells an agent that a colleague forwarded a ticket.");
        notice(table, TemplateName.AGENT_SHARED, "Tells this department's agents that a ticket was shared with it.");
        notice(table, TemplateName.AGENT_DELIVERY_FAILED, "Tells agents that an answer could not be delivered.");
        attachUpTo = table.key(
                "notices.attach-up-to",
                UnitTypes.size("0B", "100MB"),
                "10MiB",
                "2MB",
                "A customer's files go with a notice as long as they are no larger together; else they are listed.");
    }

    private void answer(KeyTable table, TemplateName name, String sentence) {
        answers.put(name, table.key("send." + name.fileName(), Types.SWITCH, "on", "off", sentence));
    }

    private void notice(KeyTable table, TemplateName name, String sentence) {
        notices.put(name, table.key("send." + name.fileName(), Types.SWITCH, "on", "off", sentence));
    }
}
