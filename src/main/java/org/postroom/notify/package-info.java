/**
 * In charge of the mails between Postroom and agents, and of the mail that carries an agent's answer to the customer:
 * notices of what happened on a ticket, what became of an agent's mail, and the answer itself, written from scratch so
 * that nothing of the agent's private mail is in it.
 *
 * <p>It does not read agents' mails or decide what they may do, and sends nothing: it writes mails for the queue.
 */
@NullMarked
package org.postroom.notify;

import org.jspecify.annotations.NullMarked;
