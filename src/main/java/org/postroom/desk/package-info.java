/**
 * In charge of carrying out what people do to tickets, by mail and on the page alike: agents' answers, comments and
 * commands, customers' words, the notices that come of them, and answers that wait. All of it within the caller's
 * transaction.
 *
 * <p>It does not know how an order came: {@code intake} reads agents' mail, {@code web} their page, and both bring it here.
 * It delivers nothing; what is to leave is put into the outbound queue.
 */
@NullMarked
package org.postroom.desk;

import org.jspecify.annotations.NullMarked;
