package org.postroom.web.login;

import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.IdSyntax;
import org.postroom.agent.Organisation;
import org.postroom.mail.EmailAddress;

/**
 * What somebody typed to say who they are: an agent's id or any of the agent's addresses, in whatever case, with or without
 * plus detail. It prints as {@code ***}, since people type passwords into the wrong field.
 */
record AccountName(String canonical) {
    static AccountName of(String typed) {
        return new AccountName(EmailAddress.parse(typed)
                .map(address -> address.withoutDetail().key())
                .orElseGet(() -> typed.strip().toLowerCase(Locale.ROOT)));
    }

    /** Whose account it is, if anybody's. */
    Optional<Agent> agent(Organisation organisation) {
        return IdSyntax.isValid(canonical)
                ? organisation.agent(new AgentId(canonical))
                : EmailAddress.parse(canonical).flatMap(organisation::agentOf);
    }

    /** What is counted of it: a hash, as the name itself may be anything. */
    String key() {
        return Token.sha256(canonical);
    }

    @Override
    public String toString() {
        return "***";
    }
}
