/**
 * In charge of the pages that agents work on: log-in, lists, tickets, departments, queue, quarantine.
 *
 * <p>It decides nothing about permission itself: the gate asks {@code agent.Policy}, as mail does. What pages do to tickets is
 * carried out by {@code desk}.
 */
@NullMarked
package org.postroom.web.agent;

import org.jspecify.annotations.NullMarked;
