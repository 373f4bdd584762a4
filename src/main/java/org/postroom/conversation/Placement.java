package org.postroom.conversation;

/** Where a mail belongs: to an agent's desk, or among customers' mail. */
public sealed interface Placement {
    /** An agent wrote it, or may have: see the identity, which is not {@link AgentIdentity.NotAnAgent}. */
    record Agents(AgentIdentity identity) implements Placement {}

    /** It counts as a customer's. */
    record Customers(Match match) implements Placement {}

    /** Decides it. Pure. */
    static Placement of(MailFacts facts) {
        AgentIdentity identity = AgentJudge.judge(facts);
        return switch (identity) {
            case AgentIdentity.Verified _, AgentIdentity.Doubtful _, AgentIdentity.Barred _ -> new Agents(identity);
            case AgentIdentity.NotAnAgent _ -> new Customers(Matcher.match(facts));
        };
    }
}
