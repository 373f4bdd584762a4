package org.postroom.autoreply;

import java.time.Duration;
import java.util.Locale;
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
    private static final String ADDRESS = "address:";
    private static final String DOMAIN = "domain:";
    private static final String DEPARTMENT = "department:";
    private static final String IN_ALL = "in-all";
    private static final String SAME_TEXT = "same-text:";

    /** What a limit counts together. */
    public enum Kind {
        /** Automatic mail to one reader. */
        ADDRESS,
        /** Automatic mail to a domain. */
        DOMAIN,
        /** Automatic mail from a department. */
        DEPARTMENT,
        /** All automatic mail. */
        IN_ALL,
        /** Automatic answers to one text. */
        SAME_TEXT,
        /** What is no automatic answer to customers. */
        OTHER;

        /** As it stands in texts: {@code same-text}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Throws IllegalArgumentException when it would allow nothing, or takes no time. */
    public Limit {
        if (most < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("Not a limit: " + most + " in " + window);
        }
    }

    /** Of automatic mail to whoever reads this address, in whatever spelling. */
    public static Limit toAddress(EmailAddress address, AutoReplyLimits limits) {
        return new Limit(ADDRESS + PersonKey.of(address), limits.perAddress(), limits.window());
    }

    /** Of automatic mail to everybody at the domain of this address. */
    public static Limit toDomain(EmailAddress address, AutoReplyLimits limits) {
        String reader = PersonKey.of(address);
        return new Limit(
                DOMAIN + reader.substring(reader.lastIndexOf('@') + 1),
                limits.perHour().domain(),
                HOUR);
    }

    /** Of automatic answers to mails that say the same. */
    static Limit ofText(String fingerprint, AutoReplyLimits limits) {
        return new Limit(SAME_TEXT + fingerprint, limits.sameText(), limits.window());
    }

    /** Of automatic mail from a department. */
    public static Limit ofDepartment(DepartmentId department, AutoReplyLimits limits) {
        return new Limit(DEPARTMENT + department, limits.perHour().department(), HOUR);
    }

    /** Of all automatic mail. */
    public static Limit inAll(AutoReplyLimits limits) {
        return new Limit(IN_ALL, limits.perHour().inAll(), HOUR);
    }

    /** Of notices to an agent. */
    public static Limit ofNotices(AgentId agent, int most, Duration window) {
        return new Limit("notice:" + agent, most, window);
    }

    /** Of answers to an agent's mails. */
    public static Limit ofAgentReplies(AgentId agent, int most, Duration window) {
        return new Limit("agent-reply:" + agent, most, window);
    }

    /** Of questions to an agent whether mails are the agent's that anybody may have sent. */
    public static Limit ofAgentQuestions(AgentId agent, int most, Duration window) {
        return new Limit("agent-question:" + agent, most, window);
    }

    /** Of new tickets by whoever reads this address, in whatever spelling. */
    public static Limit ofTicketsBy(EmailAddress sender, int most, Duration window) {
        return new Limit("tickets-by:" + PersonKey.of(sender), most, window);
    }

    /** Of copies of one mail; holds nothing back: whoever takes from it has its turn at that mail. */
    public static Limit ofCopies(String mail) {
        return new Limit("copies:" + mail, 1, Duration.ofMinutes(1));
    }

    /** Of mails to administrators about storms. */
    public static Limit ofStormLetters(int most) {
        return new Limit("storm-letters", most, HOUR);
    }

    public Kind kind() {
        if (key.equals(IN_ALL)) {
            return Kind.IN_ALL;
        }
        return key.startsWith(ADDRESS)
                ? Kind.ADDRESS
                : key.startsWith(DOMAIN)
                        ? Kind.DOMAIN
                        : key.startsWith(DEPARTMENT)
                                ? Kind.DEPARTMENT
                                : key.startsWith(SAME_TEXT) ? Kind.SAME_TEXT : Kind.OTHER;
    }

    /** What it is about: the address, the domain, the department; empty for all. */
    public String about() {
        return key.equals(IN_ALL) ? "" : key.substring(key.indexOf(':') + 1);
    }

    /**
     * Whether it is about one correspondent or one text. Once such a limit is reached nothing more is sent under it until it has
     * been calm: that ends a loop, where the limit alone would let it go on for ever, more slowly.
     */
    public boolean isNarrow() {
        return kind() == Kind.ADDRESS || kind() == Kind.SAME_TEXT;
    }

    /** As people read it: {@code 3 in 30 minutes}. */
    public String inWords() {
        return most + " in "
                + (window.toSecondsPart() == 0 ? window.toMinutes() + " minutes" : window.toSeconds() + " seconds");
    }
}
