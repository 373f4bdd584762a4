package org.postroom.notify;

import java.util.Set;
import org.postroom.template.TemplateName;

/**
 * What a department tells its agents by mail.
 *
 * @param off the notices that are switched off, out of {@link #NOTICES}
 * @param attachUpTo bytes: a customer's files go with the notice as long as they are no larger together; what is over is
 *     listed by name and size; 0 attaches nothing
 */
public record NoticeSettings(Set<TemplateName> off, long attachUpTo) {
    /** The mails that can be switched off. What becomes of an agent's own mail is always told. */
    public static final Set<TemplateName> NOTICES = Set.of(
            TemplateName.AGENT_NEW_TICKET,
            TemplateName.AGENT_REPLY,
            TemplateName.AGENT_ASSIGNED,
            TemplateName.AGENT_TRANSFERRED,
            TemplateName.AGENT_COMMENT,
            TemplateName.AGENT_FORWARDED,
            TemplateName.AGENT_SHARED,
            TemplateName.AGENT_DELIVERY_FAILED);

    /** All notices, files up to 10 MiB. */
    public static final NoticeSettings DEFAULT = new NoticeSettings(Set.of(), 10L * 1024 * 1024);

    /** Throws IllegalArgumentException when something else than a notice is to be off, or the size is negative. */
    public NoticeSettings {
        off = Set.copyOf(off);
        if (!NOTICES.containsAll(off)) {
            throw new IllegalArgumentException("Only notices to agents can be off here: " + off);
        }
        if (attachUpTo < 0) {
            throw new IllegalArgumentException("A size is not negative: " + attachUpTo);
        }
    }

    /** Whether this notice is sent at all. */
    public boolean sends(TemplateName name) {
        return !off.contains(name);
    }
}
