package org.postroom.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The mails Postroom writes. Each is a file {@code templates/<language>/<name>.txt}, and an optional {@code .html} beside it. */
public enum TemplateName {
    /** To a customer whose mail opened a ticket (SPEC D1). */
    AUTO_RESPONSE("auto-response"),
    /** The same outside business hours and on holidays. */
    AUTO_RESPONSE_CLOSED("auto-response-closed"),
    /** To a customer who wrote to a department that takes no new tickets by mail (SPEC B3). */
    REJECTED_POLICY("rejected-policy"),
    /** To a customer who wrote to a ticket that is locked (SPEC E1). */
    REJECTED_LOCK("rejected-lock"),
    /** To agents: a customer opened a ticket. */
    AGENT_NEW_TICKET("agent-new-ticket"),
    /** To agents: a customer wrote to a ticket. */
    AGENT_REPLY("agent-reply"),
    /** To an agent: a ticket is now theirs. */
    AGENT_ASSIGNED("agent-assigned"),
    /** To the agents of a group: a ticket came to it from another one. */
    AGENT_TRANSFERRED("agent-transferred"),
    /** To an agent: a colleague shows you a ticket. */
    AGENT_FORWARDED("agent-forwarded"),
    AGENT_COMMENT("agent-comment"),
    /** To the agents of a department: a ticket was shared with it. */
    AGENT_SHARED("agent-shared"),
    /** To an agent: your mail was taken, but look at this. */
    AGENT_MAIL_ACCEPTED_WITH_WARNING("agent-mail-accepted-with-warning"),
    /** To an agent: your mail waits until you confirm it. */
    AGENT_MAIL_HELD("agent-mail-held"),
    /** To an agent who forwarded a mail: this ticket would become of it; say whether it shall. */
    AGENT_FORWARD_HELD("agent-forward-held"),
    /** To an agent: your mail was not taken. */
    AGENT_MAIL_REFUSED("agent-mail-refused"),
    /** To an agent who asked for help. */
    AGENT_HELP("agent-help"),
    /** To an agent whose mail about no ticket says that they are away or back: is it yours? */
    AGENT_AVAILABILITY("agent-availability"),
    /** To an agent: your answer leaves at a time, unless you take it back. */
    AGENT_ANSWER_PLANNED("agent-answer-planned"),
    /** To an agent: your answer waited and did not leave. */
    AGENT_ANSWER_RETURNED("agent-answer-returned"),
    /** To agents: a mail to a customer could not be delivered. */
    AGENT_DELIVERY_FAILED("agent-delivery-failed"),
    /** To an agent who asked for a link to the page. */
    AGENT_LOGIN("agent-login"),
    /** To administrators: automatic answers are held back. */
    STORM_BEGUN("storm-begun"),
    /** To administrators: they are not any more. */
    STORM_OVER("storm-over"),
    /** To a customer: an agent's answer. */
    ANSWER("answer");

    private final String fileName;

    TemplateName(String fileName) {
        this.fileName = fileName;
    }

    /** The name of its files without their endings. */
    public String fileName() {
        return fileName;
    }

    /** What the template may use; each is always there, if empty. */
    public List<Variable> variables() {
        return TemplateVariables.of(this);
    }

    /** The template of this file name, or empty. */
    public static Optional<TemplateName> ofFileName(String fileName) {
        return Arrays.stream(values())
                .filter(name -> name.fileName.equals(fileName))
                .findFirst();
    }

    @Override
    public String toString() {
        return fileName;
    }
}
