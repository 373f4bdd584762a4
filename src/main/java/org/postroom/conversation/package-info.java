/**
 * In charge of the question which ticket a mail belongs to, and as whose mail it counts.
 *
 * <p>Message-IDs, numbers and tokens only <em>propose</em> a ticket. A mail gets in when its sender takes part in a proposed
 * ticket ({@link org.postroom.conversation.Matcher}), or is the agent a valid token was made for ({@link
 * org.postroom.conversation.AgentJudge}). Subject text and Thread-Index propose nothing. What proposes a ticket but does not
 * get in becomes a new ticket with a hint for agents; an agent's mail that is not beyond doubt is held. {@link
 * org.postroom.conversation.Placement} puts both questions in one; the rules with their tests stand in
 * {@code docs/mail-rules.md}.
 *
 * <p>{@link org.postroom.conversation.ViewLinks} are for the page what reply tokens are for mail.
 *
 * <p>All of it is pure but {@link org.postroom.conversation.ThreadIndex}, {@link org.postroom.conversation.ViewLinks}, {@link
 * org.postroom.conversation.TokenKeyFile} and {@link org.postroom.conversation.FactFinder}, which looks up what the others
 * decide on.
 *
 * <p>It changes no ticket, holds no mail and answers nobody: that is {@code intake}'s.
 */
@NullMarked
package org.postroom.conversation;

import org.jspecify.annotations.NullMarked;
