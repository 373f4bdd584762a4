/**
 * In charge of reading the invitations in mails (iCalendar, RFC 5545; iTIP, RFC 5546; iMIP, RFC 6047) and of saying in words what
 * they are about. It keeps no calendar and answers none of them.
 */
@NullMarked
package org.postroom.mail.calendar;

import org.jspecify.annotations.NullMarked;
