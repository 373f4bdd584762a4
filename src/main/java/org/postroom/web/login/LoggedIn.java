package org.postroom.web.login;

import org.postroom.agent.Agent;

/** Somebody who may use the page: a session that lives, of an agent who stands in conf. */
public record LoggedIn(Session session, Agent agent) {}
