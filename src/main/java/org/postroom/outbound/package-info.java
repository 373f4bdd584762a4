/**
 * In charge of mail that leaves: the queue in the database, claims, attempts and their outcomes, the retry schedule, and
 * the pace of each SMTP account.
 *
 * <p>It does not write mails (callers do, and {@code mail.compose} turns them into bytes), does not speak SMTP itself
 * (that is {@code outbound.smtp}), and does not know what an outcome
 * means to a ticket: it tells a listener within the same transaction.
 */
@NullMarked
package org.postroom.outbound;

import org.jspecify.annotations.NullMarked;
