package org.postroom.web.login;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;

/**
 * Somebody asked for a link by mail.
 *
 * @param id of the wish
 * @param agent whose account was named; empty when the name is nobody's
 * @param client the address it was asked from
 */
public record LoginWish(long id, Optional<AgentId> agent, String client, Instant asked) {}
