/**
 * In charge of one SMTP conversation (RFC 5321): connecting, TLS, login, handing over mails, and saying precisely what came
 * of each.
 *
 * <p>It keeps no queue, decides no retry, and never changes what a mail says.
 */
@NullMarked
package org.postroom.outbound.smtp;

import org.jspecify.annotations.NullMarked;
