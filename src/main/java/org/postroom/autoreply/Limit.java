package org.postroom.autoreply;

import java.time.Duration;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.EmailAddress;

/**
 * At most so many mails under a key in every stretch of time as long as the window.
 *
 * @param key what is counted together
 */
public record Limit(String key, int most, Duration window) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Throws IllegalArgumentException when it would allow nothing, or takes no time. */
    public Limit {
        if (most < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("Not a limit: " + most + " in " + window);
        }
    }

    /** Of automatic mail to whoever reads this address, in whatever spelling. */
    public static Limit toAddress(EmailAddress address, AutoReplyLimits limits) {
        return new Limit("address:" + PersonKey.of(address), limits.perAddress(), limits.window());
    }

    /** Of automatic mail from a department. */
    public static Limit ofDepartment(DepartmentId department, AutoReplyLimits limits) {
        return new Limit("department:" + department, limits.perDepartmentAndHour(), HOUR);
    }

    /** Of all automatic mail. */
    public static Limit inAll(AutoReplyLimits limits) {
        return new Limit("in-all", limits.inAllPerHour(), HOUR);
    }

    /** Of notices to an agent. */
    public static Limit ofNotices(AgentId agent, int most, Duration window) {
        return new Limit("notice:" + agent, most, window);
    }

    /** Of answers to an agent's mails. */
    public static Limit ofAgentReplies(AgentId agent, int most, Duration window) {
        return new Limit("agent-reply:" + agent, most, window);
    }

    /** As people read it: {@code 3 in 30 minutes}. */
    public String inWords() {
        return most + " in "
                + (window.toSecondsPart() == 0 ? window.toMinutes() + " minutes" : window.toSeconds() + " seconds");
    }
}
