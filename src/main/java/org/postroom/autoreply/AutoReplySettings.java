package org.postroom.autoreply;

import java.util.Set;
import org.postroom.template.TemplateName;

/**
 * What a department answers by itself.
 *
 * @param enabled if not, customers get no automatic mail at all
 * @param off the mails that are switched off one by one, out of {@link #ANSWERS}; without
 *     {@link TemplateName#AUTO_RESPONSE_CLOSED} the usual auto-response is sent at all hours
 * @param forwarded whether customers are answered too whose mail an agent forwarded
 * @param subject what becomes of the customer's subject
 */
public record AutoReplySettings(boolean enabled, Set<TemplateName> off, boolean forwarded, SubjectStyle subject) {
    /** The mails that are automatic answers to customers. */
    public static final Set<TemplateName> ANSWERS = Set.of(
            TemplateName.AUTO_RESPONSE,
            TemplateName.AUTO_RESPONSE_CLOSED,
            TemplateName.REJECTED_POLICY,
            TemplateName.REJECTED_LOCK);

    /** Everything on, the subject kept. */
    public static final AutoReplySettings DEFAULT = new AutoReplySettings(true, Set.of(), SubjectStyle.KEEP);

    /** Throws IllegalArgumentException when something else than an automatic answer is to be off. */
    public AutoReplySettings {
        off = Set.copyOf(off);
        if (!ANSWERS.containsAll(off)) {
            throw new IllegalArgumentException("Only automatic answers to customers can be off here: " + off);
        }
    }

    /** What an automatic answer shows of the subject it answers. */
    public enum SubjectStyle {
        /** The subject, cut to 80 characters, without links and control characters. */
        KEEP,
        /** Nothing of it: the safest against abuse as a relay for somebody's text. */
        NEUTRAL
    }

    /** As is usual, whoever forwarded the mail. */
    public AutoReplySettings(boolean enabled, Set<TemplateName> off, SubjectStyle subject) {
        this(enabled, off, true, subject);
    }

    /** Whether this mail is sent at all. */
    public boolean sends(TemplateName name) {
        return enabled && !off.contains(name);
    }
}
