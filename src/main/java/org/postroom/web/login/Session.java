package org.postroom.web.login;

import java.time.Duration;
import java.time.Instant;
import org.postroom.agent.AgentId;

/**
 * An agent's stay on the page, from log-in to log-out or time-out.
 *
 * @param lastUsed to the minute or so: it is not written at each request
 */
public record Session(SessionId id, AgentId agent, LogInWay way, Instant began, Instant lastUsed) {
    private static final Duration BETWEEN_TOUCHES = Duration.ofMinutes(1);

    /** Whether it has neither rested nor lasted too long. */
    boolean isLive(LoginSettings settings, Instant now) {
        return now.isBefore(lastUsed.plus(settings.idle())) && now.isBefore(began.plus(settings.lifetime()));
    }

    /** Whether it is time to write down that it is in use. */
    boolean wantsTouch(Instant now) {
        return !now.isBefore(lastUsed.plus(BETWEEN_TOUCHES));
    }
}
