package org.postroom.web.login;

import java.time.Duration;
import org.postroom.agent.Agent;

/**
 * What came of an attempt to log in. There is one case for all that was wrong, without a reason, so that no page can tell a
 * stranger more than it should.
 */
public sealed interface LogInResult {
    /** The agent is in, with a new session of their own. */
    record In(SessionId session, Agent agent) implements LogInResult {}

    /** No such account, no password set, a wrong one, a link that is unknown, used or too old. */
    record Refused() implements LogInResult {}

    /** Not looked at: too many attempts went before. The same whether the account exists. */
    record Later(Duration time) implements LogInResult {}
}
